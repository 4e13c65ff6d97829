package mizan.moderation.statistics;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import mizan.moderation.SiteAccess;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.platform.http.request.QueryErrorResponses;
import org.jspecify.annotations.Nullable;

/** Statistics of the queue. */
@Controller("/api/v1/moderation/stats")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class StatsController {

    private static final Duration RECENT = Duration.ofHours(24);

    private final BacklogRepository repository;
    private final SiteAccess access;
    private final Clock clock;

    StatsController(BacklogRepository repository, SiteAccess access, Clock clock) {
        this.repository = repository;
        this.access = access;
        this.clock = clock;
    }

    /**
     * The number and age of pending comments, and the decisions of the last 24 hours.
     *
     * @param site one site; all sites of the moderator if absent
     */
    @Get
    @QueryErrorResponses
    @ApiResponse(responseCode = "200", description = "The statistics", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    QueueStats stats(@Parameter(hidden = true) Moderator moderator, @QueryValue @Nullable String site) {
        String[] sites = access.permittedSites(moderator, site).toArray(String[]::new);
        Instant now = clock.instant();
        return QueueStats.of(
                repository.backlogs(sites, now), repository.recentDecisions(sites, now.minus(RECENT)), now);
    }
}
