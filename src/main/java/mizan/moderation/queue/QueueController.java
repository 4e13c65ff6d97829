package mizan.moderation.queue;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Optional;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.CommentProblems;
import mizan.moderation.SiteAccess;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.platform.http.ProblemType;
import mizan.platform.http.Problems;
import mizan.platform.http.QueryErrorResponses;
import org.jspecify.annotations.Nullable;

@Controller("/api/v1/moderation")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class QueueController {

    private final ModerationQueue queue;
    private final QueueFilterParser filters;
    private final SiteAccess access;
    private final Problems problems;

    QueueController(ModerationQueue queue, QueueFilterParser filters, SiteAccess access, Problems problems) {
        this.queue = queue;
        this.filters = filters;
        this.access = access;
        this.problems = problems;
    }

    /**
     * The queue: what is pending oldest first; what was decided newest decision first. A page is the last if its next is
     * null; a search that takes long ends before its page is full.
     *
     * @param site of one site, or of all that are theirs
     * @param article the key of one article
     * @param author of the person who wrote this comment
     * @param q words to look for in names and texts, however they are written; of three letters and more also the beginning
     * @param finding only those in which this rule noticed something
     * @param claimed only those that the moderator holds
     * @param limit 1 to 200
     * @param after the cursor that the page before gave as next
     */
    @Get("/comments")
    @Operation(operationId = "queue")
    @QueryErrorResponses
    @ApiResponse(responseCode = "200", description = "One page", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    QueuedComments page(
            @Parameter(hidden = true) Moderator moderator,
            @QueryValue(defaultValue = "PENDING")
                    @Schema(
                            type = "string",
                            allowableValues = {"PENDING", "APPROVED", "REJECTED"})
                    String status,
            @QueryValue @Nullable String site,
            @QueryValue @Nullable String article,
            @QueryValue @Nullable UUID author,
            @QueryValue @Nullable String q,
            @QueryValue @Nullable String finding,
            @QueryValue @Schema(type = "string", allowableValues = "mine") @Nullable String claimed,
            @QueryValue(defaultValue = "50") @Schema(minimum = "1", maximum = "200") int limit,
            @QueryValue @Nullable String after) {
        return queue.page(filters.filter(moderator, status, site, article, author, q, finding, claimed, limit, after));
    }

    /** One comment, with every decision about it; its version is the ETag. */
    @Get("/comments/{id}")
    @Operation(operationId = "queuedComment")
    @ApiResponse(
            responseCode = "200",
            description = "The comment, with its history",
            headers = @Header(name = "ETag", description = "its version", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = QueuedComment.class)))
    @ApiResponse(responseCode = "400", ref = "MalformedRequest")
    @ApiResponse(responseCode = "404", ref = "NoSuchComment")
    HttpResponse<?> find(HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, UUID id) {
        Optional<QueuedComment> found = queue.findWithHistory(new CommentId(id));
        if (found.isEmpty()) {
            access.requireDecider(moderator);
            return problems.response(request, CommentProblems.NO_SUCH_COMMENT);
        }
        QueuedComment comment = found.get();
        if (!moderator.canModerate(comment.site())) {
            return problems.response(request, ProblemType.NOT_ALLOWED);
        }
        return HttpResponse.ok(comment).header(HttpHeaders.ETAG, "\"" + comment.version() + "\"");
    }
}
