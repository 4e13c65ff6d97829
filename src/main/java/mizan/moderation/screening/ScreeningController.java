package mizan.moderation.screening;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.platform.http.BodyErrorResponses;
import mizan.platform.http.QueryErrorResponses;
import mizan.platform.http.StrictBodyReader;
import org.jspecify.annotations.Nullable;

/** Shows and tries the screening rules of a site. */
@Controller("/api/v1/moderation/screening")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class ScreeningController {

    private final SiteScreening screening;
    private final StrictBodyReader reader;

    ScreeningController(SiteScreening screening, StrictBodyReader reader) {
        this.screening = screening;
        this.reader = reader;
    }

    /**
     * The rules of a site, in the order in which they run.
     *
     * @param site the name of the site; required
     */
    @Get("/rules")
    @Operation(operationId = "screeningRules")
    @QueryErrorResponses
    @ApiResponse(responseCode = "200", description = "The rules", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    SiteRules rules(@Parameter(hidden = true) Moderator moderator, @QueryValue @Nullable String site) {
        return screening.rules(moderator, site);
    }

    /** Runs the rules of a site on a text, and returns their findings. Nothing is stored. */
    @Post("/try")
    @Status(HttpStatus.OK)
    @Operation(operationId = "tryScreening")
    @BodyErrorResponses
    @RequestBody(content = @Content(schema = @Schema(implementation = TryRequest.class)))
    @ApiResponse(responseCode = "200", description = "The findings and their score", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    TriedText tryOut(HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, @Body byte[] body) {
        TryRequest text = reader.json(request, body, TryRequest.class);
        return screening.tryOut(moderator, text.site(), text.name(), text.body());
    }

    /**
     * What changed rules would have found in the comments that were decided last, against what moderators decided. Rules
     * that compare a comment with others are left out. Nothing is stored.
     */
    @Post("/backtest")
    @Status(HttpStatus.OK)
    @Operation(operationId = "backtestScreening")
    @BodyErrorResponses
    @RequestBody(content = @Content(schema = @Schema(implementation = BacktestRequest.class)))
    @ApiResponse(responseCode = "200", description = "The numbers for each rule", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    Backtest backtest(HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, @Body byte[] body) {
        return screening.backtest(moderator, reader.json(request, body, BacktestRequest.class));
    }
}
