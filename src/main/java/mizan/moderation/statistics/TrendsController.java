package mizan.moderation.statistics;

import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.platform.http.request.QueryErrorResponses;
import org.jspecify.annotations.Nullable;

/** Trends of the queue. */
@Controller("/api/v1/moderation/trends")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class TrendsController {

    private final Trends trends;

    TrendsController(Trends trends) {
        this.trends = trends;
    }

    /**
     * Submitted, decided and pending comments over time: by the hour for up to a week, by the day for more.
     *
     * @param site one site; all sites of the moderator if absent
     * @param days the length of the time window, 1 to 30; it ends now
     */
    @Get
    @QueryErrorResponses
    @ApiResponse(responseCode = "200", description = "The trends", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    QueueTrend trends(
            @Parameter(hidden = true) Moderator moderator,
            @QueryValue @Nullable String site,
            @QueryValue(defaultValue = "1") @Schema(minimum = "1", maximum = "30") int days) {
        return trends.trend(moderator, site, days);
    }
}
