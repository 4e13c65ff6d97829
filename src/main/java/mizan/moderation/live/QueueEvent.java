package mizan.moderation.live;

import static java.util.stream.Collectors.toMap;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mizan.moderation.statistics.Backlog;
import org.jspecify.annotations.Nullable;

/**
 * How much waits now.
 *
 * @param claimed how many of the pending somebody holds
 * @param oldestPendingSeconds for how long the oldest has waited; 0 if none waits
 * @param sites the same of each site
 */
@Introspected
record QueueEvent(long pending, long claimed, long oldestPendingSeconds, Map<String, Counts> sites) {

    static final String NAME = "queue";

    static QueueEvent of(Map<String, Backlog> backlogs, Set<String> sites, Instant now) {
        Map<String, Counts> counts = backlogs.values().stream()
                .filter(backlog -> sites.contains(backlog.site()))
                .collect(toMap(
                        Backlog::site,
                        backlog -> new Counts(
                                backlog.pending(),
                                backlog.claimed(),
                                backlog.oldestAge(now).toSeconds()),
                        (one, _) -> one,
                        TreeMap::new));
        return new QueueEvent(
                counts.values().stream().mapToLong(Counts::pending).sum(),
                counts.values().stream().mapToLong(Counts::claimed).sum(),
                counts.values().stream()
                        .mapToLong(Counts::oldestPendingSeconds)
                        .max()
                        .orElse(0),
                counts);
    }

    /** Whether only time has passed. */
    boolean hasSameCounts(QueueEvent other) {
        return sites.keySet().equals(other.sites.keySet())
                && sites.entrySet().stream().allMatch(site -> site.getValue().isSame(other.sites.get(site.getKey())));
    }

    /** How much waits at one site. */
    @Introspected
    public record Counts(long pending, long claimed, long oldestPendingSeconds) {

        private boolean isSame(@Nullable Counts other) {
            return other != null && pending == other.pending && claimed == other.claimed;
        }
    }
}
