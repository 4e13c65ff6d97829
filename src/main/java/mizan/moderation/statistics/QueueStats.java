package mizan.moderation.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import mizan.moderation.statistics.BacklogRepository.RecentDecisions;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of the queue.
 *
 * @param claimed the number of pending comments that a moderator has claimed
 * @param oldestPendingSeconds the age of the oldest pending comment; 0 if none is pending
 * @param decided24h the decisions of moderators in the last 24 hours
 * @param secondsToDecision the time from submission to the first decision, for the decisions of the last 24 hours
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record QueueStats(
        long pending,
        long claimed,
        long oldestPendingSeconds,
        Decided decided24h,
        SecondsToDecision secondsToDecision) {

    static QueueStats of(Collection<Backlog> backlogs, RecentDecisions decisions, Instant now) {
        return new QueueStats(
                backlogs.stream().mapToLong(Backlog::pending).sum(),
                backlogs.stream().mapToLong(Backlog::claimed).sum(),
                oldestSeconds(backlogs, now),
                new Decided(decisions.approved(), decisions.rejected()),
                new SecondsToDecision(decisions.p50(), decisions.p95()));
    }

    private static long oldestSeconds(Collection<Backlog> backlogs, Instant now) {
        return backlogs.stream()
                .max(Comparator.comparing(backlog -> backlog.oldestAge(now)))
                .map(backlog -> backlog.oldestAge(now).toSeconds())
                .orElse(0L);
    }

    /** How many decisions of each kind. */
    @Introspected
    public record Decided(long approved, long rejected) {}

    /** The median and the 95th percentile, in seconds. Both are null without a decision. */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record SecondsToDecision(
            @Nullable Double p50, @Nullable Double p95) {}
}
