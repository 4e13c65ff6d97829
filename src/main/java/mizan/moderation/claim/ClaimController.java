package mizan.moderation.claim;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.CommentProblems;
import mizan.comment.claim.CommentClaims;
import mizan.moderation.ModerationProblems;
import mizan.moderation.SiteAccess;
import mizan.moderation.queue.QueuedComment;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemResponses;
import mizan.platform.http.ProblemType;
import mizan.platform.http.paging.PageLimit;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.StrictBodyReader;
import org.jspecify.annotations.Nullable;

/** Claims comments for a moderator, and releases them. */
@Controller("/api/v1/moderation")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class ClaimController {

    private static final int DEFAULT_LIMIT = 10;

    private final Claims claims;
    private final SiteAccess access;
    private final StrictBodyReader reader;
    private final ProblemResponses problems;

    ClaimController(Claims claims, SiteAccess access, StrictBodyReader reader, ProblemResponses problems) {
        this.claims = claims;
        this.access = access;
        this.reader = reader;
        this.problems = problems;
    }

    /**
     * Claims the oldest unclaimed pending comments for five minutes. No other moderator gets them during that time. A
     * moderator has at most 100 claims.
     */
    @Post("/claims")
    @BodyErrorResponses
    @ApiResponse(responseCode = "200", description = "The claimed comments", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    @RequestBody(content = @Content(schema = @Schema(implementation = ClaimRequest.class)))
    ClaimedComments claim(HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, @Body byte[] body) {
        ClaimRequest claimRequest = reader.json(request, body, ClaimRequest.class);
        int limit = claimRequest.limit() == null ? DEFAULT_LIMIT : claimRequest.limit();
        return claims.claim(moderator, access.permittedSites(moderator, claimRequest.site()), PageLimit.check(limit));
    }

    /** Releases all claims of the moderator. */
    @Delete("/claims")
    @Status(HttpStatus.NO_CONTENT)
    @ApiResponse(responseCode = "204", description = "The claims are released")
    void release(@Parameter(hidden = true) Moderator moderator) {
        access.requireDecider(moderator);
        claims.release(moderator);
    }

    /** Claims one pending comment, or renews the claim on it. An ADMIN takes over the claim of another moderator. */
    @Post("/comments/{id}/claim")
    @Operation(operationId = "claimOne")
    @ApiResponse(
            responseCode = "200",
            description = "The claimed comment",
            content = @Content(schema = @Schema(implementation = QueuedComment.class)))
    @ApiResponse(responseCode = "400", ref = "MalformedRequest")
    @ApiResponse(responseCode = "404", ref = "NoSuchComment")
    @ApiResponse(responseCode = "409", ref = "DecisionConflict")
    @ApiResponse(responseCode = "422", ref = "InvalidRequest")
    HttpResponse<?> claimOne(HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, UUID id) {
        access.requireDecider(moderator);
        return switch (claims.claim(moderator, new CommentId(id))) {
            case ClaimOutcome.Done(var comment) -> HttpResponse.ok(comment);
            case ClaimOutcome refused -> refusal(request, refused);
        };
    }

    /** Releases one claim of the moderator. An ADMIN also releases the claim of another moderator. */
    @Delete("/claims/{id}")
    @Operation(operationId = "releaseOne")
    @ApiResponse(responseCode = "204", description = "The comment is not claimed by the moderator any more")
    @ApiResponse(responseCode = "400", ref = "MalformedRequest")
    @ApiResponse(responseCode = "404", ref = "NoSuchComment")
    @ApiResponse(responseCode = "409", ref = "DecisionConflict")
    HttpResponse<?> releaseOne(HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, UUID id) {
        access.requireDecider(moderator);
        return switch (claims.release(moderator, new CommentId(id))) {
            case ClaimOutcome.Done _ -> HttpResponse.noContent();
            case ClaimOutcome refused -> refusal(request, refused);
        };
    }

    private HttpResponse<?> refusal(HttpRequest<?> request, ClaimOutcome outcome) {
        return switch (outcome) {
            case ClaimOutcome.Done _ -> throw new IllegalArgumentException("Not a refusal");
            case ClaimOutcome.ClaimedByAnother(var current) ->
                problems.conflict(request, ModerationProblems.CLAIMED_BY_ANOTHER, current);
            case ClaimOutcome.AlreadyDecided(var current) ->
                problems.conflict(request, ModerationProblems.ALREADY_DECIDED, current);
            case ClaimOutcome.TooMany _ ->
                problems.response(
                        request,
                        ProblemType.INVALID_REQUEST,
                        List.of(FieldViolation.of("claims", "too-many", CommentClaims.MAX_CLAIMS)));
            case ClaimOutcome.NoSuchComment _ -> problems.response(request, CommentProblems.NO_SUCH_COMMENT);
            case ClaimOutcome.NotAllowed _ -> problems.response(request, ProblemType.NOT_ALLOWED);
        };
    }

    /**
     * The body of a claim request.
     *
     * @param limit 1 to 200; 10 if absent
     * @param site the site of the comments; all sites of the moderator if absent
     */
    @Introspected
    @Schema(name = "ClaimRequest")
    record ClaimRequest(@Nullable Integer limit, @Nullable String site) {}
}
