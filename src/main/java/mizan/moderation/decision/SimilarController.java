package mizan.moderation.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
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
import mizan.comment.Verdict;
import mizan.moderation.SiteAccess;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.platform.http.ProblemException;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.StrictBodyReader;
import org.jspecify.annotations.Nullable;

/** One decision for all pending comments with nearly the same text. */
@Controller("/api/v1/moderation/comments/{id}/similar")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class SimilarController {

    private final SimilarComments similar;
    private final SiteAccess access;
    private final StrictBodyReader reader;

    SimilarController(SimilarComments similar, SiteAccess access, StrictBodyReader reader) {
        this.similar = similar;
        this.access = access;
        this.reader = reader;
    }

    /**
     * The pending comments of the site with nearly the same text, oldest first.
     *
     * @param id the comment that the others are compared with
     */
    @Get
    @Operation(operationId = "similarComments")
    @ApiResponse(
            responseCode = "200",
            description = "The ids",
            content = @Content(schema = @Schema(implementation = SimilarIds.class)))
    @ApiResponse(responseCode = "400", ref = "MalformedRequest")
    @ApiResponse(responseCode = "404", ref = "NoSuchComment")
    SimilarIds find(@Parameter(hidden = true) Moderator moderator, UUID id) {
        access.requireDecider(moderator);
        return similar.find(moderator, new CommentId(id))
                .map(ids -> new SimilarIds(ids.stream().map(CommentId::value).toList()))
                .orElseThrow(() -> new ProblemException(CommentProblems.NO_SUCH_COMMENT));
    }

    /**
     * Makes one decision on up to 500 pending comments with nearly the same text. They are a batch that can be undone. While
     * some are left, the request can be repeated.
     *
     * @param id the comment that the others are compared with
     */
    @Post("/decision")
    @Operation(operationId = "decideSimilar")
    @BodyErrorResponses
    @RequestBody(content = @Content(schema = @Schema(implementation = SimilarDecision.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The number of decisions",
            content = @Content(schema = @Schema(implementation = SimilarComments.Decided.class)))
    @ApiResponse(responseCode = "404", ref = "NoSuchComment")
    SimilarComments.Decided decide(
            HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, UUID id, @Body byte[] body) {
        access.requireDecider(moderator);
        SimilarDecision decision = reader.json(request, body, SimilarDecision.class);
        return similar.decide(
                        moderator,
                        new CommentId(id),
                        BatchParser.verdict(decision.verdict()),
                        new DecisionRequest(null, decision.reason(), decision.note(), decision.legalGround()))
                .orElseThrow(() -> new ProblemException(CommentProblems.NO_SUCH_COMMENT));
    }

    /** The ids of similar comments. */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "SimilarIds")
    record SimilarIds(List<UUID> comments) {}

    /**
     * One decision for all. The fields are those of a single decision.
     *
     * @param reason the reason of a rejection; ignored otherwise
     */
    @Introspected
    @Schema(name = "SimilarDecision")
    record SimilarDecision(
            @Schema(implementation = Verdict.class, requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
            @Nullable String verdict,

            @Nullable String reason,
            @Nullable String note,
            @Nullable String legalGround) {}
}
