package mizan.moderation.live;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.micronaut.context.annotation.Context;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import mizan.comment.claim.CommentClaims;
import mizan.moderation.statistics.Backlog;
import mizan.moderation.statistics.Backlogs;
import mizan.moderation.statistics.QueueMeters;
import mizan.platform.schema.SchemaReady;
import mizan.site.Site;
import mizan.site.Sites;

/** Reads the backlog and the claims periodically, with two queries per replica, and passes them to metrics and event subscriptions. */
@Context
class BacklogPoller {

    private final Backlogs backlogs;
    private final CommentClaims claims;
    private final QueueMeters meters;
    private final EventBroadcaster broadcaster;
    private final Clock clock;
    private final List<String> sites;

    BacklogPoller(
            Backlogs backlogs,
            CommentClaims claims,
            QueueMeters meters,
            EventBroadcaster broadcaster,
            Clock clock,
            Sites sites) {
        this.backlogs = backlogs;
        this.claims = claims;
        this.meters = meters;
        this.broadcaster = broadcaster;
        this.clock = clock;
        this.sites = sites.all().stream().map(Site::name).toList();
    }

    /** Polls again: an earlier poll has failed, because the tables were not there. */
    @EventListener
    void poll(SchemaReady event) {
        poll();
    }

    @Scheduled(initialDelay = "0s", fixedDelay = "${mizan.backlog-interval}")
    void poll() {
        try {
            Map<String, Backlog> bySite =
                    backlogs.bySite(sites).stream().collect(toUnmodifiableMap(Backlog::site, backlog -> backlog));
            meters.update(bySite);
            broadcaster.broadcast(bySite, claims.live(clock.instant()));
        } catch (RuntimeException e) {
            meters.clear();
            throw e;
        }
    }
}
