package mizan.site;

import io.micronaut.context.annotation.EachProperty;
import io.micronaut.context.annotation.Parameter;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mizan.platform.http.url.HttpOrigin;
import mizan.platform.i18n.Languages;
import org.jspecify.annotations.Nullable;

/**
 * One entry under {@code mizan.sites}.
 *
 * @param title defaults to the name
 * @param language defaults to Arabic
 * @param timeZone defaults to UTC
 * @param retention overrides periods of the default {@link RetentionPolicy}
 * @param privacyNotice the URL of the publisher's own privacy notice
 * @param rulesUrl the page with the rules for comments
 * @param contactUrl the page on which an author can complain about a decision
 * @param closeAfter a period of ISO 8601; no end by default
 * @param closeAfterComments a number of published comments; no limit by default
 * @param slowModeBurst a number of comments a minute; no limit by default
 * @param openHours see {@link OpenHours#parse}; all hours by default
 * @param reportsHideAfter a number of readers; reports hide nothing by default
 * @param houseRules the rules of {@link SiteTerms}, as the author reads them
 * @param origins such as {@code https://news.example} or {@code https://أخبار.example}
 */
@EachProperty("mizan.sites")
record SiteConfiguration(
        @Parameter String name,
        @Nullable String title,
        @Nullable Locale language,
        @Nullable String timeZone,
        @Nullable Map<String, String> retention,
        @Nullable String privacyNotice,
        @Nullable String rulesUrl,
        @Nullable String contactUrl,
        @Nullable String closeAfter,
        @Nullable Integer closeAfterComments,
        @Nullable String openHours,
        @Nullable Integer slowModeBurst,
        @Nullable Integer reportsHideAfter,
        @Nullable Map<String, String> houseRules,
        List<String> origins) {

    /** @throws IllegalArgumentException if an origin is not valid or the language is not supported */
    Site toSite() {
        Locale effective = language == null ? Languages.SUPPORTED.getFirst() : language;
        if (Languages.SUPPORTED.stream()
                .noneMatch(supported -> supported.getLanguage().equals(effective.getLanguage()))) {
            throw new IllegalArgumentException("mizan.sites." + name + ".language: not one of " + Languages.SUPPORTED);
        }
        List<HttpOrigin> parsed = origins.stream()
                .map(origin -> HttpOrigin.parse(origin)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "mizan.sites." + name + ".origins: not an http(s) origin: " + origin)))
                .toList();
        return new Site(
                name,
                title == null ? name : title,
                effective,
                timeZone == null ? ZoneOffset.UTC : ZoneId.of(timeZone),
                parsed,
                RetentionPolicy.of(retention == null ? Map.of() : retention),
                privacyNotice,
                closingRules(),
                new SiteTerms(rulesUrl, contactUrl, houseRules == null ? Map.of() : houseRules),
                reportsHideAfter);
    }

    private ClosingRules closingRules() {
        return new ClosingRules(
                closeAfter == null
                        ? RetentionPeriod.NEVER
                        : RetentionPeriod.parse(closeAfter).orElseThrow(() -> invalid("close-after", closeAfter)),
                closeAfterComments,
                openHours == null
                        ? OpenHours.ALWAYS
                        : OpenHours.parse(openHours).orElseThrow(() -> invalid("open-hours", openHours)),
                slowModeBurst);
    }

    private IllegalArgumentException invalid(String setting, String value) {
        return new IllegalArgumentException("mizan.sites." + name + "." + setting + ": not valid: " + value);
    }
}
