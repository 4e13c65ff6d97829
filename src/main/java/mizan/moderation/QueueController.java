package mizan.moderation;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.Decision;
import mizan.comment.Verdict;
import mizan.moderator.ForModerators;
import mizan.moderator.Moderator;
import mizan.platform.ProblemType;
import mizan.platform.Problems;
import mizan.platform.ReadsBody;
import mizan.platform.ReadsQuery;
import mizan.platform.RequestReader;
import org.jspecify.annotations.Nullable;

@Controller("/api/v1/moderation")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@ForModerators
class ModerationController {

    private static final int DEFAULT_CLAIM = 10;

    private final ModerationQueue queue;
    private final QueueFilters filters;
    private final RequestReader reader;
    private final Problems problems;
    private final Clock clock;

    ModerationController(
            ModerationQueue queue, QueueFilters filters, RequestReader reader, Problems problems, Clock clock) {
        this.queue = queue;
        this.filters = filters;
        this.reader = reader;
        this.problems = problems;
        this.clock = clock;
    }

    /**
     * The queue: what is pending oldest first; what was decided newest decision first.
     *
     * @param site of one site, or of all that are theirs
     * @param article the key of one article
     * @param claimed only those that the moderator holds
     * @param limit 1 to 200
     * @param after the cursor that the page before gave as next
     */
    @Get("/comments")
    @Operation(operationId = "queue")
    @ReadsQuery
    @ApiResponse(responseCode = "200", description = "One page", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    QueuePage page(
            @Parameter(hidden = true) Moderator moderator,
            @QueryValue(defaultValue = "PENDING")
                    @Schema(
                            type = "string",
                            allowableValues = {"PENDING", "APPROVED", "REJECTED"})
                    String status,
            @QueryValue @Nullable String site,
            @QueryValue @Nullable String article,
            @QueryValue @Schema(type = "string", allowableValues = "mine") @Nullable String claimed,
            @QueryValue(defaultValue = "50") @Schema(minimum = "1", maximum = "200") int limit,
            @QueryValue @Nullable String after) {
        return queue.page(filters.filter(moderator, status, site, article, claimed, limit, after));
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
        Optional<QueuedComment> found = queue.find(new CommentId(id));
        if (found.isEmpty()) {
            filters.requireDecider(moderator);
            return problems.response(request, ModerationProblems.NO_SUCH_COMMENT);
        }
        QueuedComment comment = found.get();
        if (!moderator.decidesOn(comment.site())) {
            return problems.response(request, ProblemType.NOT_ALLOWED);
        }
        return HttpResponse.ok(comment).header(HttpHeaders.ETAG, "\"" + comment.version() + "\"");
    }

    /** Makes a comment public. */
    @Post("/comments/{id}/approve")
    @Decides
    @RequestBody(content = @Content(schema = @Schema(implementation = DecisionRequest.class)))
    HttpResponse<?> approve(
            HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, UUID id, @Body byte[] body) {
        return decide(request, moderator, id, body, Verdict.APPROVE);
    }

    /** Refuses a comment, with a reason. */
    @Post("/comments/{id}/reject")
    @Decides
    @RequestBody(content = @Content(schema = @Schema(implementation = DecisionRequest.class)))
    HttpResponse<?> reject(
            HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, UUID id, @Body byte[] body) {
        return decide(request, moderator, id, body, Verdict.REJECT);
    }

    /** Takes a decision back: the comment waits again. */
    @Post("/comments/{id}/reopen")
    @Decides
    @RequestBody(content = @Content(schema = @Schema(implementation = DecisionRequest.class)))
    HttpResponse<?> reopen(
            HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, UUID id, @Body byte[] body) {
        return decide(request, moderator, id, body, Verdict.REOPEN);
    }

    /** Hands out the oldest pending comments that nobody holds; for five minutes nobody else gets them. */
    @Post("/claims")
    @ReadsBody
    @ApiResponse(responseCode = "200", description = "What was handed out", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    @RequestBody(content = @Content(schema = @Schema(implementation = ClaimRequest.class)))
    Claims claim(HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, @Body byte[] body) {
        ClaimRequest wanted = reader.json(request, body, ClaimRequest.class);
        int limit = wanted.limit() == null ? DEFAULT_CLAIM : wanted.limit();
        return queue.claim(moderator, filters.sites(moderator, wanted.site()), filters.limit(limit));
    }

    /** Lets go of all that the moderator holds. */
    @Delete("/claims")
    @Status(HttpStatus.NO_CONTENT)
    @ApiResponse(responseCode = "204", description = "Nothing is held any more")
    void release(@Parameter(hidden = true) Moderator moderator) {
        filters.requireDecider(moderator);
        queue.release(moderator);
    }

    private HttpResponse<?> decide(HttpRequest<?> request, Moderator moderator, UUID id, byte[] body, Verdict verdict) {
        filters.requireDecider(moderator);
        DecisionRequest wanted = reader.json(request, body, DecisionRequest.class);
        int version = wanted.seenVersion();
        Decision decision =
                wanted.decision(verdict, moderator.name(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        return switch (queue.decide(moderator, new CommentId(id), version, decision)) {
            case DecisionOutcome.Decided(QueuedComment comment) -> HttpResponse.ok(comment);
            case DecisionOutcome.AlreadyDecided(var current) ->
                problems.conflict(request, ModerationProblems.ALREADY_DECIDED, current);
            case DecisionOutcome.ClaimedByAnother(var current) ->
                problems.conflict(request, ModerationProblems.CLAIMED_BY_ANOTHER, current);
            case DecisionOutcome.NoSuchComment _ -> problems.response(request, ModerationProblems.NO_SUCH_COMMENT);
            case DecisionOutcome.NotAllowed _ -> problems.response(request, ProblemType.NOT_ALLOWED);
        };
    }

    /**
     * How much a moderator wants to take.
     *
     * @param limit 1 to 200; 10 if absent
     * @param site of one site, or of all that are theirs
     */
    @Introspected
    @Schema(name = "ClaimRequest")
    record ClaimRequest(@Nullable Integer limit, @Nullable String site) {}

    /** Describes what a route that decides answers. */
    @ReadsBody
    @ApiResponse(
            responseCode = "200",
            description = "The comment, as it stands now",
            content = @Content(schema = @Schema(implementation = QueuedComment.class)))
    @ApiResponse(responseCode = "404", ref = "NoSuchComment")
    @ApiResponse(responseCode = "409", ref = "DecisionConflict")
    @ApiResponse(responseCode = "428", ref = "VersionRequired")
    @Retention(RetentionPolicy.RUNTIME)
    @Target(ElementType.METHOD)
    private @interface Decides {}
}
