package mizan.moderation.search;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import mizan.moderation.KeysetPosition;

/**
 * One step of a search that moves through a list by time, in either direction.
 *
 * @param searchStart the time at which the whole search started
 * @param start the position at which this range starts; everything before it has been searched
 * @param end the end of this range, in whole milliseconds, the resolution of ids
 * @param limit the end of the whole search: in its direction, no comment lies beyond it
 */
record TimeRange(Instant searchStart, KeysetPosition start, Instant end, Instant limit) {

    private static final int MAX_GROWTH = 128;

    /** Keeps the search moving where many comments share one time. */
    private static final Duration MIN_LENGTH = Duration.ofMinutes(1);

    /**
     * The range after a position. At the density of matches so far, it holds twice the number that is missing. As matches
     * may become more frequent, it is at most {@value #MAX_GROWTH} times as long as the time searched so far.
     *
     * @param found the number of matches so far
     */
    static TimeRange next(Instant searchStart, KeysetPosition start, int found, int missing, Instant limit) {
        Duration searched = Duration.between(searchStart, start.at());
        long growth = found == 0 ? MAX_GROWTH : Math.min(MAX_GROWTH, 1 + 2L * missing / found);
        Duration length = searched.multipliedBy(growth);
        if (length.abs().compareTo(MIN_LENGTH) < 0) {
            length = limit.isAfter(searchStart) ? MIN_LENGTH : MIN_LENGTH.negated();
        }
        Instant end = start.at().plus(length).truncatedTo(ChronoUnit.MILLIS);
        boolean isBeyondLimit = distance(searchStart, end).compareTo(distance(searchStart, limit)) >= 0;
        return new TimeRange(searchStart, start, isBeyondLimit ? limit : end, limit);
    }

    boolean isLast() {
        return end.equals(limit);
    }

    private static Duration distance(Instant one, Instant other) {
        return Duration.between(one, other).abs();
    }
}
