package mizan.site;

import java.time.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import mizan.platform.Settings;

/**
 * How long a site keeps personal data.
 *
 * @param client the client pseudonyms of comments, from their submission; at most a year
 * @param rejected rejected comments, from their last decision; at most ten years
 * @param approved the addresses and receipts of approved comments, from their last decision
 */
public record RetentionPolicy(RetentionPeriod client, RetentionPeriod rejected, RetentionPeriod approved) {

    public static final RetentionPolicy DEFAULT =
            new RetentionPolicy(RetentionPeriod.ofDays(30), RetentionPeriod.ofDays(90), RetentionPeriod.NEVER);

    private static final String CLIENT = "client";
    private static final String REJECTED = "rejected";
    private static final String APPROVED = "approved";

    private static final Period DAY = Period.ofDays(1);
    private static final Period MONTH = Period.ofMonths(1);
    private static final Period YEAR = Period.ofYears(1);
    private static final Period TEN_YEARS = Period.ofYears(10);

    /** The policy of a site whose settings are valid; a setting that is missing has its default. */
    static RetentionPolicy of(Map<String, String> settings) {
        return new RetentionPolicy(
                period(settings, CLIENT).orElse(DEFAULT.client),
                period(settings, REJECTED).orElse(DEFAULT.rejected),
                period(settings, APPROVED).orElse(DEFAULT.approved));
    }

    private static Optional<RetentionPeriod> period(Map<String, String> settings, String name) {
        return Optional.ofNullable(settings.get(name))
                .map(text -> RetentionPeriod.parse(text)
                        .orElseThrow(
                                () -> new IllegalArgumentException("retention." + name + ": not a period: " + text)));
    }

    /** @param prefix the group of the settings, such as {@code mizan.sites.news.retention} */
    static void check(Settings settings, String prefix) {
        check(settings, prefix, CLIENT, "from P1D to P1Y, such as P30D", period -> period.isBetween(DAY, YEAR));
        check(settings, prefix, REJECTED, "from P1D to P10Y, such as P90D", period -> period.isBetween(DAY, TEN_YEARS));
        check(
                settings,
                prefix,
                APPROVED,
                "from P1M to P10Y, such as P24M, or never",
                period -> period.isNever() || period.isBetween(MONTH, TEN_YEARS));
        List<String> known = List.of(CLIENT, REJECTED, APPROVED);
        settings.checkNames(prefix, known, "it is none of " + known);
    }

    private static void check(
            Settings settings, String prefix, String name, String bounds, Predicate<RetentionPeriod> isAllowed) {
        settings.check(
                prefix + "." + name,
                "a period of ISO 8601 " + bounds,
                text -> RetentionPeriod.parse(text).filter(isAllowed).isPresent());
    }
}
