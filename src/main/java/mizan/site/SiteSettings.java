package mizan.site;

import java.time.Period;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import mizan.platform.Settings;
import mizan.platform.SettingsCheck;
import mizan.platform.http.url.HttpOrigin;
import mizan.platform.http.url.HttpUrl;
import mizan.platform.i18n.Languages;

/** Checks the settings of the sites. */
public final class SiteSettings implements SettingsCheck {

    private static final String SITES = "mizan.sites";
    /** The limit of the transparency database. */
    private static final int MAX_URL = 500;

    /** In code points: the limit of the transparency database. */
    private static final int MAX_RULE = 500;

    private static final int MAX_COMMENTS = 1_000_000;

    /** One reader alone must not be able to hide a comment. */
    private static final int MIN_REPORTS = 2;

    /** The reports of a comment that are stored. */
    private static final int MAX_REPORTS = 100;

    private static final int MAX_TITLE = 200;

    private static final String DEMO = "mizan.demo";

    @Override
    public void check(Settings settings) {
        Collection<String> names = settings.groups(SITES);
        names.forEach(name -> check(settings, SITES + "." + name + "."));
        settings.checkBoolean(DEMO);
        if (settings.text(DEMO).filter("true"::equals).isPresent() && !names.contains("demo")) {
            settings.addFault(DEMO, "the demo articles need a site with the name demo");
        }
    }

    private static void check(Settings settings, String prefix) {
        settings.require(prefix + "origins", "the origins of the articles, such as https://news.example");
        settings.checkEach(
                prefix + "origins",
                "an origin such as https://news.example",
                origin -> HttpOrigin.parse(origin).isPresent());
        settings.check(
                prefix + "title",
                "one line of at most " + MAX_TITLE + " characters",
                text -> !text.isBlank()
                        && text.codePointCount(0, text.length()) <= MAX_TITLE
                        && text.chars().noneMatch(Character::isISOControl));
        settings.check(
                prefix + "time-zone",
                "a time zone such as Africa/Cairo",
                zone -> ZoneId.getAvailableZoneIds().contains(zone));
        for (String page : List.of("rules-url", "contact-url")) {
            settings.check(prefix + page, "an address such as https://news.example/rules", SiteSettings::isUrl);
        }
        settings.check(prefix + "language", "one of " + Languages.tags(), Languages::isSupported);
        settings.check(
                prefix + "privacy-notice",
                "a URL such as https://news.example/privacy",
                url -> HttpUrl.parse(url).isPresent());
        settings.check(
                prefix + "close-after",
                "a period of ISO 8601 from P1D to P10Y, such as P14D",
                text -> RetentionPeriod.parse(text)
                        .filter(period -> period.isBetween(Period.ofDays(1), Period.ofYears(10)))
                        .isPresent());
        settings.checkNumber(prefix + "close-after-comments", 1, MAX_COMMENTS);
        settings.checkNumber(prefix + "slow-mode-burst", 2, MAX_COMMENTS);
        settings.checkNumber(prefix + "reports-hide-after", MIN_REPORTS, MAX_REPORTS);
        settings.check(
                prefix + "open-hours",
                "hours of the day, such as 06:00-24:00 or 07:00-12:00,14:00-02:00",
                text -> OpenHours.parse(text).isPresent());
        checkHouseRules(settings, prefix + "house-rules");
        RetentionPolicy.check(settings, prefix + "retention");
    }

    private static void checkHouseRules(Settings settings, String prefix) {
        for (String rule : SiteTerms.HOUSE_RULES) {
            settings.check(
                    prefix + "." + rule,
                    "a text of at most " + MAX_RULE + " characters",
                    text -> !text.isBlank() && text.codePointCount(0, text.length()) <= MAX_RULE);
        }
        settings.checkNames(prefix, SiteTerms.HOUSE_RULES, "it is none of " + SiteTerms.HOUSE_RULES);
    }

    private static boolean isUrl(String text) {
        return text.length() <= MAX_URL && HttpUrl.parse(text).isPresent();
    }
}
