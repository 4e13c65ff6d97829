package mizan.moderation;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import mizan.platform.DatabaseAway;
import mizan.site.Site;
import mizan.site.Sites;

/** Looks every two seconds at how much waits: one query of this replica for all who want to know. */
@Context
class QueuePulse {

    private final BacklogRepository repository;
    private final QueueMeters meters;
    private final LiveEvents live;
    private final String[] sites;
    private final Clock clock;

    QueuePulse(BacklogRepository repository, QueueMeters meters, LiveEvents live, Sites sites, Clock clock) {
        this.repository = repository;
        this.meters = meters;
        this.live = live;
        this.sites = sites.all().stream().map(Site::name).toArray(String[]::new);
        this.clock = clock;
    }

    @Scheduled(initialDelay = "0s", fixedDelay = "${mizan.queue-pulse}")
    void beat() {
        try {
            List<Backlog> backlogs = repository.backlogs(sites, clock.instant());
            Map<String, Backlog> bySite =
                    backlogs.stream().collect(toUnmodifiableMap(Backlog::site, backlog -> backlog));
            meters.show(bySite);
            live.show(bySite);
        } catch (RuntimeException e) {
            if (!DatabaseAway.isCauseOf(e)) {
                throw e;
            }
            meters.showNothing();
        }
    }
}
