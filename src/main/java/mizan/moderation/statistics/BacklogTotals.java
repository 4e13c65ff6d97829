package mizan.moderation.statistics;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The pending comments of several sites together.
 *
 * @param claimed the number of pending comments that a moderator has claimed
 * @param oldestAt the time of submission of the oldest pending comment; null if none is pending
 */
public record BacklogTotals(
        long pending, long claimed, @Nullable Instant oldestAt) {}
