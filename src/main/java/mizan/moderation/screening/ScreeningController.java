package mizan.moderation.screening;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Put;
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
import mizan.moderator.Role;
import mizan.platform.http.EntityTags;
import mizan.platform.http.ProblemResponses;
import mizan.platform.http.ProblemType;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.BodyLimit;
import mizan.platform.http.request.QueryErrorResponses;
import mizan.platform.http.request.StrictBodyReader;
import org.jspecify.annotations.Nullable;

/** Shows, changes and tries the screening rules of a site. */
@Controller("/api/v1/moderation/screening")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class ScreeningController {

    private final SiteScreening screening;
    private final StrictBodyReader reader;
    private final ProblemResponses problems;

    ScreeningController(SiteScreening screening, StrictBodyReader reader, ProblemResponses problems) {
        this.screening = screening;
        this.reader = reader;
        this.problems = problems;
    }

    /**
     * The rules of a site, in the order in which they run. The ETag is the version that a change can state.
     *
     * @param site the name of the site; required
     * @param version an earlier version; the newest if absent
     */
    @Get("/rules")
    @Operation(operationId = "screeningRules")
    @QueryErrorResponses
    @ApiResponse(responseCode = "200", description = "The rules", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    HttpResponse<SiteRules> rules(
            @Parameter(hidden = true) Moderator moderator,
            @QueryValue @Nullable String site,
            @QueryValue @Nullable Integer version) {
        SiteRules rules = screening.rules(moderator, site, version);
        return HttpResponse.ok(rules).header(HttpHeaders.ETAG, EntityTags.of(rules.version()));
    }

    /**
     * Changes the rules of a site. The body replaces all earlier changes; what it leaves out is as in the settings. The
     * change takes effect on all replicas within seconds. With the header If-Match and the version that was read, nothing is
     * changed if there is a newer version; without it the last change wins. Requires the role ADMIN.
     *
     * @param site the name of the site; required
     */
    @Put("/rules")
    @Operation(operationId = "changeScreeningRules")
    @BodyErrorResponses
    @BodyLimit(BodyLimit.SCREENING_RULES)
    @RequestBody(content = @Content(schema = @Schema(implementation = SiteRuleOverrides.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The rules after the change",
            content = @Content(schema = @Schema(implementation = SiteRules.class)))
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    @ApiResponse(responseCode = "412", ref = "PreconditionFailed")
    HttpResponse<?> change(
            HttpRequest<?> request,
            @Parameter(hidden = true) Moderator administrator,
            @QueryValue @Nullable String site,
            @Body byte[] body) {
        administrator.require(Role.ADMIN);
        SiteRuleOverrides overrides = reader.json(request, body, SiteRuleOverrides.class);
        if (!EntityTags.hasPrecondition(request)) {
            screening.overwrite(administrator, site, overrides);
            return rules(administrator, site, null);
        }
        int seen = screening.view(administrator, site, null).newest();
        return EntityTags.isPreconditionFailed(request, seen) || !screening.change(administrator, site, seen, overrides)
                ? problems.response(
                        request,
                        ProblemType.PRECONDITION_FAILED,
                        messages -> messages.get("problem.precondition-failed.rules"))
                : rules(administrator, site, null);
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
    @BodyLimit(BodyLimit.SCREENING_RULES)
    @RequestBody(content = @Content(schema = @Schema(implementation = BacktestRequest.class)))
    @ApiResponse(responseCode = "200", description = "The numbers for each rule", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    Backtest backtest(HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, @Body byte[] body) {
        return screening.backtest(moderator, reader.json(request, body, BacktestRequest.class));
    }
}
