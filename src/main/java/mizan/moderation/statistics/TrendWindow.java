package mizan.moderation.statistics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A piece of time up to now, cut into hours or days: the last one is not over yet.
 *
 * @param beginnings of each, oldest first, without a gap
 */
record TrendWindow(TrendStep step, ZoneId zone, Instant now, List<Instant> beginnings) {

    static final int MAX_DAYS = 30;

    /** Up to a week is told by the hour. */
    private static final int DAYS_BY_HOUR = 7;

    private static final int HOURS = 24;

    /** @param days 1–30: 24 hours for each, of which the last is the present one; or days, of which the last is today */
    static TrendWindow of(int days, Instant now, ZoneId zone) {
        TrendStep step = days <= DAYS_BY_HOUR ? TrendStep.HOUR : TrendStep.DAY;
        int pieces = step == TrendStep.HOUR ? HOURS * days : days;
        List<Instant> beginnings = LongStream.range(0, pieces)
                .mapToObj(piece -> beginning(step, now, zone, pieces - 1 - piece))
                .toList();
        return new TrendWindow(step, zone, now, beginnings);
    }

    Instant from() {
        return beginnings.getFirst();
    }

    private static Instant beginning(TrendStep step, Instant now, ZoneId zone, long ago) {
        return switch (step) {
            case HOUR ->
                now.atZone(zone).truncatedTo(ChronoUnit.HOURS).toInstant().minus(ago, ChronoUnit.HOURS);
            // Not a day before: where the clocks change at midnight, a day begins at one.
            case DAY ->
                LocalDate.ofInstant(now, zone).minusDays(ago).atStartOfDay(zone).toInstant();
        };
    }
}
