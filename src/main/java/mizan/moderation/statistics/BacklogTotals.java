package mizan.moderation.statistics;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much waits.
 *
 * @param claimed how many of these somebody holds
 * @param oldestAt when the one that has waited longest was submitted; null if none waits
 */
public record BacklogTotals(
        long pending, long claimed, @Nullable Instant oldestAt) {}
