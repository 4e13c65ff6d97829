package mizan.moderation.queue;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.RequestBean;
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
import mizan.platform.http.EntityTags;
import mizan.platform.http.ProblemResponses;
import mizan.platform.http.ProblemType;
import mizan.platform.http.request.QueryErrorResponses;

/** Reads the moderation queue. */
@Controller("/api/v1/moderation")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class QueueController {

    private final ModerationQueue queue;
    private final QueueFilterParser parser;
    private final SiteAccess access;
    private final ProblemResponses problems;

    QueueController(ModerationQueue queue, QueueFilterParser parser, SiteAccess access, ProblemResponses problems) {
        this.queue = queue;
        this.parser = parser;
        this.access = access;
        this.problems = problems;
    }

    /**
     * The queue: pending comments oldest first, decided comments newest decision first. A page may be shorter than its
     * limit; it is the last one only if next is null.
     */
    @Get("/comments")
    @Operation(operationId = "queue")
    @QueryErrorResponses
    @ApiResponse(responseCode = "200", description = "One page", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    QueuedComments page(@Parameter(hidden = true) Moderator moderator, @RequestBean QueueParameters parameters) {
        return queue.page(parser.parse(moderator, parameters));
    }

    /**
     * The number of comments in the list that the filter selects, counted up to 1,000. A text search that takes long counts
     * the matches found so far. The parameters limit and after have no effect.
     */
    @Get("/comments/total")
    @Operation(operationId = "queueTotal")
    @QueryErrorResponses
    @ApiResponse(responseCode = "200", description = "The number", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    QueueTotal total(@Parameter(hidden = true) Moderator moderator, @RequestBean QueueParameters parameters) {
        return queue.total(moderator, parser.parse(moderator, parameters).filter());
    }

    /** One comment with all its decisions. The ETag is its version. */
    @Get("/comments/{id}")
    @Operation(operationId = "queuedComment")
    @ApiResponse(
            responseCode = "200",
            description = "The comment, with its history",
            headers =
                    @Header(
                            name = "ETag",
                            description = "the version of the comment",
                            schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = QueuedComment.class)))
    @ApiResponse(responseCode = "304", description = "The client's copy has the current version")
    @ApiResponse(responseCode = "400", ref = "MalformedRequest")
    @ApiResponse(responseCode = "404", ref = "NoSuchComment")
    HttpResponse<?> find(HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, UUID id) {
        Optional<QueuedComment> found = queue.findWithHistory(new CommentId(id), moderator);
        if (found.isEmpty()) {
            access.requireDecider(moderator);
            return problems.response(request, CommentProblems.NO_SUCH_COMMENT);
        }
        QueuedComment comment = found.get();
        if (!moderator.canModerate(comment.site())) {
            return problems.response(request, ProblemType.NOT_ALLOWED);
        }
        MutableHttpResponse<?> response = EntityTags.isNotModified(request, comment.version())
                ? HttpResponse.notModified()
                : HttpResponse.ok(comment);
        return response.header(HttpHeaders.ETAG, EntityTags.of(comment.version()));
    }
}
