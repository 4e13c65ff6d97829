package mizan.site;

import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mizan.platform.http.url.HttpOrigin;
import mizan.platform.http.url.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * A website that publishes articles and accepts comments on them.
 *
 * @param name the name in requests: the key under {@code mizan.sites}
 * @param title the name shown to people
 * @param language the language of responses to readers whose request names none
 * @param timeZone the time zone of dates on pages
 * @param origins the origins of its articles, at least one; the first is the default target of redirects
 * @param retention how long personal data is kept
 * @param privacyNotice the URL of the publisher's own privacy notice; null for that of the service
 * @param closing when its articles take no comments
 * @param terms its rules, and where to complain
 * @param reportsHideAfter a comment is hidden until moderators decide once so many readers have reported it; null for never
 */
public record Site(
        String name,
        String title,
        Locale language,
        ZoneId timeZone,
        List<HttpOrigin> origins,
        RetentionPolicy retention,
        @Nullable String privacyNotice,
        ClosingRules closing,
        SiteTerms terms,
        @Nullable Integer reportsHideAfter) {

    /** In code points, which the database counts too. */
    private static final int MAX_ARTICLE_URL = 300;

    public Site {
        if (origins.isEmpty()) {
            throw new IllegalArgumentException("The site " + name + " has no origin");
        }
        origins = List.copyOf(origins);
    }

    /** Whether an {@code Origin} header names one of the site's origins. */
    public boolean hasOrigin(String origin) {
        return origins.stream().anyMatch(siteOrigin -> siteOrigin.value().equals(origin));
    }

    /** The URL of a page of this site; empty for any other text. */
    public Optional<HttpUrl> url(@Nullable String text) {
        return Optional.ofNullable(text).flatMap(HttpUrl::parse).filter(url -> origins.contains(url.origin()));
    }

    /** The URL of an article of this site, as it is stored; empty if the text cannot be used, or is too long. */
    public Optional<String> articleUrl(@Nullable String text) {
        return url(text).map(HttpUrl::toString).filter(url -> url.codePointCount(0, url.length()) <= MAX_ARTICLE_URL);
    }
}
