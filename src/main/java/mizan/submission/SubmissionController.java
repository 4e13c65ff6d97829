package mizan.submission;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.CommentStatus;
import mizan.comment.Receipt;
import mizan.platform.FieldFault;
import mizan.platform.Problems;
import mizan.platform.RequestReader;
import mizan.site.Site;
import mizan.site.Sites;

@Controller("/api/v1/sites/{site}/comments")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "For article pages")
class SubmissionController {

    private final Submissions submissions;
    private final Sites sites;
    private final RequestReader reader;
    private final Problems problems;

    SubmissionController(Submissions submissions, Sites sites, RequestReader reader, Problems problems) {
        this.submissions = submissions;
        this.sites = sites;
        this.reader = reader;
        this.problems = problems;
    }

    /** Submits a comment. It is stored, and waits for a moderator. */
    @Post
    @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED})
    @Parameter(
            name = SubmittedKey.HEADER,
            in = ParameterIn.HEADER,
            description = "1–100 printable ASCII characters, bare or quoted; scope: the site; kept 24 h",
            schema = @Schema(type = "string"))
    @RequestBody(
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Submission.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                        schema = @Schema(implementation = Submission.class))
            })
    @ApiResponse(
            responseCode = "202",
            description = "Stored; a moderator will see it",
            content = @Content(schema = @Schema(implementation = AcceptedComment.class)))
    @ApiResponse(responseCode = "400", description = "Not JSON, not UTF-8, or a value of another type")
    @ApiResponse(responseCode = "403", description = "An origin that is not the site's, or a closed article")
    @ApiResponse(responseCode = "404", description = "No such site")
    @ApiResponse(responseCode = "409", description = "The same person said the same thing already")
    @ApiResponse(responseCode = "413", description = "More than 64 KiB")
    @ApiResponse(responseCode = "415", description = "Neither JSON nor a form")
    @ApiResponse(responseCode = "422", description = "Wrong fields, or other content under the same key")
    @ApiResponse(responseCode = "503", description = "Nothing was stored: try again later")
    HttpResponse<?> submit(HttpRequest<?> request, String site, @Body byte[] body) {
        Site to = sites.get(site);
        Submission submission = reader.jsonOrForm(request, body, Submission.class);
        return switch (submissions.submit(submission, to, SubmittedKey.of(request))) {
            case SubmissionOutcome.Accepted(CommentId id, Instant submittedAt, Receipt receipt) ->
                HttpResponse.accepted(URI.create("/api/v1/receipts/" + receipt.value()))
                        .body(new AcceptedComment(id.value(), CommentStatus.PENDING, submittedAt, receipt.value()));
            case SubmissionOutcome.Invalid(List<FieldFault> faults) ->
                problems.response(request, SubmissionProblems.INVALID_COMMENT, faults);
            case SubmissionOutcome.Duplicate _ -> problems.response(request, SubmissionProblems.DUPLICATE_COMMENT);
            case SubmissionOutcome.Closed _ -> problems.response(request, SubmissionProblems.COMMENTS_CLOSED);
            case SubmissionOutcome.KeyTaken _ -> problems.response(request, SubmissionProblems.IDEMPOTENCY_MISMATCH);
        };
    }

    /**
     * What the author gets back.
     *
     * @param receipt 128 random bits, by which the author sees and withdraws the comment
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record AcceptedComment(UUID id, CommentStatus status, Instant submittedAt, String receipt) {

        @Override
        public String toString() {
            return "AcceptedComment[" + id + "]";
        }
    }
}
