package mizan.moderation.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A time window that ends now, divided into buckets of an hour or a day. The last bucket is not complete.
 *
 * @param bucketStarts oldest first, without gaps
 */
record TrendWindow(TrendStep step, ZoneId zone, Instant now, List<Instant> bucketStarts) {

    static final int MAX_DAYS = 30;

    /** A window of up to a week has hourly buckets. */
    private static final int MAX_HOURLY_DAYS = 7;

    private static final int HOURS_PER_DAY = 24;

    /** @param days 1–30: 24 hours for each, the last one being the current hour; or days, the last one being today */
    static TrendWindow of(int days, Instant now, ZoneId zone) {
        TrendStep step = days <= MAX_HOURLY_DAYS ? TrendStep.HOUR : TrendStep.DAY;
        int buckets = step == TrendStep.HOUR ? HOURS_PER_DAY * days : days;
        List<Instant> starts = LongStream.range(0, buckets)
                .mapToObj(bucket -> bucketStart(step, now, zone, buckets - 1 - bucket))
                .toList();
        return new TrendWindow(step, zone, now, starts);
    }

    Instant from() {
        return bucketStarts.getFirst();
    }

    private static Instant bucketStart(TrendStep step, Instant now, ZoneId zone, long stepsAgo) {
        return switch (step) {
            case HOUR ->
                now.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant().minus(stepsAgo, ChronoUnit.HOURS);
            // Days are subtracted from the date: a day that starts with a change of the clocks starts at one o'clock.
            case DAY ->
                LocalDate.ofInstant(now, zone)
                        .minusDays(stepsAgo)
                        .atStartOfDay(zone)
                        .toInstant();
        };
    }
}
