package mizan.moderation.search;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import mizan.moderation.KeysetPosition;

/**
 * A stretch of time in a list that is searched in its order, forwards or backwards.
 *
 * @param begun where the search began
 * @param from where this stretch begins; all up to there has been searched
 * @param end in whole milliseconds, as ids have no more
 * @param bound in the direction of the search, where nothing is any more
 */
record TimeRange(Instant begun, KeysetPosition from, Instant end, Instant bound) {

    private static final int AT_MOST_TIMES = 128;

    /** However much happened at one moment. */
    private static final Duration SHORTEST = Duration.ofMinutes(1);

    /**
     * The stretch after a place: as long as holds twice what is missing, if there are as many in it as before; not more
     * than so many times what has been searched, as words may come seldom and then often.
     *
     * @param found how many have been found up to there
     */
    static TimeRange next(Instant begun, KeysetPosition from, int found, int missing, Instant bound) {
        Duration searched = Duration.between(begun, from.at());
        long times = found == 0 ? AT_MOST_TIMES : Math.min(AT_MOST_TIMES, 1 + 2L * missing / found);
        Duration length = searched.multipliedBy(times);
        if (length.abs().compareTo(SHORTEST) < 0) {
            length = bound.isAfter(begun) ? SHORTEST : SHORTEST.negated();
        }
        Instant end = from.at().plus(length).truncatedTo(ChronoUnit.MILLIS);
        boolean isBeyond = distance(begun, end).compareTo(distance(begun, bound)) >= 0;
        return new TimeRange(begun, from, isBeyond ? bound : end, bound);
    }

    boolean isLast() {
        return end.equals(bound);
    }

    private static Duration distance(Instant one, Instant other) {
        return Duration.between(one, other).abs();
    }
}
