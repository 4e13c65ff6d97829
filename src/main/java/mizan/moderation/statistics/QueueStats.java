package mizan.moderation.statistics;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import mizan.moderation.statistics.BacklogRepository.Lately;
import org.jspecify.annotations.Nullable;

/**
 * How the queue does.
 *
 * @param claimed how many of the pending somebody holds
 * @param oldestPendingSeconds for how long the oldest has waited; 0 if none waits
 * @param decided24h what moderators decided in the last 24 hours
 * @param secondsToDecision for how long comments waited for their first decision, of these 24 hours
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record QueueStats(
        long pending,
        long claimed,
        long oldestPendingSeconds,
        Decided decided24h,
        SecondsToDecision secondsToDecision) {

    static QueueStats of(Collection<Backlog> backlogs, Lately lately, Instant now) {
        return new QueueStats(
                backlogs.stream().mapToLong(Backlog::pending).sum(),
                backlogs.stream().mapToLong(Backlog::claimed).sum(),
                oldestSeconds(backlogs, now),
                new Decided(lately.approved(), lately.rejected()),
                new SecondsToDecision(lately.p50(), lately.p95()));
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

    /** Median and 95th percentile; null if there was no decision. */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record SecondsToDecision(
            @Nullable Double p50, @Nullable Double p95) {}
}
