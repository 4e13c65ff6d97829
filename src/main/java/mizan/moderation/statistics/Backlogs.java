package mizan.moderation.statistics;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Counts the pending comments of sites. */
@Singleton
public class Backlogs {

    private final BacklogRepository repository;
    private final Clock clock;

    Backlogs(BacklogRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    /** The backlog of each of these sites. */
    public List<Backlog> bySite(Collection<String> sites) {
        return repository.backlogs(sites.toArray(String[]::new), clock.instant());
    }

    /** The backlog of these sites together. */
    public BacklogTotals totals(Collection<String> sites) {
        List<Backlog> backlogs = bySite(sites);
        return new BacklogTotals(
                backlogs.stream().mapToLong(Backlog::pending).sum(),
                backlogs.stream().mapToLong(Backlog::claimed).sum(),
                backlogs.stream()
                        .map(Backlog::oldestAt)
                        .filter(Objects::nonNull)
                        .min(Instant::compareTo)
                        .orElse(null));
    }
}
