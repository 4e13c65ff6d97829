package mizan.moderation;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import mizan.moderation.QueueRepository.Backlog;
import mizan.platform.DatabaseAway;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** Tells operators how much waits at each site, and for how long; not a number while the database is away. */
@Context
class QueueMeters {

    private final QueueRepository repository;
    private final Clock clock;

    private volatile @Nullable Map<String, Backlog> backlogs;

    QueueMeters(QueueRepository repository, Sites sites, MeterRegistry meters, Clock clock) {
        this.repository = repository;
        this.clock = clock;
        sites.all().forEach(site -> register(site, meters));
    }

    @Scheduled(initialDelay = "0s", fixedDelay = "${mizan.queue-metrics-interval}")
    void refresh() {
        try {
            backlogs = repository.backlogs().stream().collect(toUnmodifiableMap(Backlog::site, backlog -> backlog));
        } catch (RuntimeException e) {
            if (!DatabaseAway.isCauseOf(e)) {
                throw e;
            }
            backlogs = null;
        }
    }

    private void register(Site site, MeterRegistry meters) {
        Gauge.builder("mizan.queue.pending", () -> pending(site.name()))
                .description("Comments that wait for a moderator")
                .tag("site", site.name())
                .register(meters);
        Gauge.builder("mizan.queue.oldest", () -> oldestSeconds(site.name()))
                .description("For how long the oldest of them has waited")
                .baseUnit("seconds")
                .tag("site", site.name())
                .register(meters);
    }

    private double pending(String site) {
        Map<String, Backlog> known = backlogs;
        if (known == null) {
            return Double.NaN;
        }
        Backlog backlog = known.get(site);
        return backlog == null ? 0 : backlog.pending();
    }

    private double oldestSeconds(String site) {
        Map<String, Backlog> known = backlogs;
        if (known == null) {
            return Double.NaN;
        }
        Backlog backlog = known.get(site);
        return backlog == null
                ? 0
                : Duration.between(backlog.oldestAt(), clock.instant()).toMillis() / 1_000.0;
    }
}
