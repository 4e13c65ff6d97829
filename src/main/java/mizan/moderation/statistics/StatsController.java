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
import mizan.platform.http.QueryErrorResponses;
import org.jspecify.annotations.Nullable;

/** Tells how the queue does. */
@Controller("/api/v1/moderation/stats")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class StatsController {

    private static final Duration LATELY = Duration.ofHours(24);

    private final BacklogRepository repository;
    private final SiteAccess access;
    private final Clock clock;

    StatsController(BacklogRepository repository, SiteAccess access, Clock clock) {
        this.repository = repository;
        this.access = access;
        this.clock = clock;
    }

    /**
     * How much waits and for how long, and what was decided lately.
     *
     * @param site of one site, or of all that are theirs
     */
    @Get
    @QueryErrorResponses
    @ApiResponse(responseCode = "200", description = "The numbers", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    QueueStats stats(@Parameter(hidden = true) Moderator moderator, @QueryValue @Nullable String site) {
        String[] sites = access.permittedSites(moderator, site).toArray(String[]::new);
        Instant now = clock.instant();
        return QueueStats.of(repository.backlogs(sites, now), repository.lately(sites, now.minus(LATELY)), now);
    }
}
