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
 * The current backlog of the subscribed sites.
 *
 * @param claimed the number of pending comments that a moderator has claimed
 * @param oldestPendingSeconds the age of the oldest pending comment; 0 if none is pending
 * @param sites the backlog of each site, by its name
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

    /** Whether nothing but the ages differs. */
    boolean hasSameCounts(QueueEvent other) {
        return sites.keySet().equals(other.sites.keySet())
                && sites.entrySet().stream()
                        .allMatch(site -> site.getValue().hasSameCounts(other.sites.get(site.getKey())));
    }

    /** The backlog of one site. */
    @Introspected
    public record Counts(long pending, long claimed, long oldestPendingSeconds) {

        private boolean hasSameCounts(@Nullable Counts other) {
            return other != null && pending == other.pending && claimed == other.claimed;
        }
    }
}
