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
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.CommentStatus;
import mizan.comment.Receipt;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemResponses;
import mizan.platform.http.client.ClientAddresses;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.BodyLimit;
import mizan.platform.http.request.StrictBodyReader;
import mizan.platform.i18n.Languages;
import mizan.platform.limit.Exceeded;
import mizan.site.PublicApi;
import mizan.site.Site;
import mizan.site.Sites;
import mizan.submission.robot.ProofChallenge;

@Controller("/api/v1/sites/{site}/comments")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@PublicApi
class SubmissionController {

    private final Submissions submissions;
    private final Sites sites;
    private final StrictBodyReader reader;
    private final ClientAddresses clients;
    private final ProblemResponses problems;
    private final Languages languages;

    SubmissionController(
            Submissions submissions,
            Sites sites,
            StrictBodyReader reader,
            ClientAddresses clients,
            ProblemResponses problems,
            Languages languages) {
        this.submissions = submissions;
        this.sites = sites;
        this.reader = reader;
        this.clients = clients;
        this.problems = problems;
        this.languages = languages;
    }

    /**
     * Submits a comment. It is stored and awaits moderation. The same text with the same address from the same client within
     * ten minutes repeats the first response and stores nothing.
     *
     * @param site the name of the site
     */
    @Post
    @BodyLimit(BodyLimit.SUBMISSION)
    @BodyErrorResponses
    @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_FORM_URLENCODED})
    @Operation(
            parameters =
                    @Parameter(
                            name = IdempotencyKeyHeader.HEADER,
                            in = ParameterIn.HEADER,
                            description = "1 to 100 printable ASCII characters, bare or quoted;"
                                    + " stored for 24 hours per site and e-mail address",
                            schema = @Schema(type = "string")))
    @RequestBody(
            content = {
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Submission.class)),
                @Content(
                        mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                        schema = @Schema(implementation = Submission.class))
            })
    @ApiResponse(
            responseCode = "202",
            description = "Stored; awaits moderation",
            headers = @Header(name = "Location", description = "the receipt", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = AcceptedComment.class)))
    @ApiResponse(responseCode = "403", ref = "SubmissionRefused")
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    @ApiResponse(responseCode = "422", ref = "InvalidComment")
    @ApiResponse(responseCode = "429", ref = "TooManyRequests")
    HttpResponse<?> submit(HttpRequest<?> request, String site, @Body byte[] body) {
        ProblemResponses.setRepeatable(request);
        Site found = sites.get(site);
        Submission submission = reader.jsonOrForm(request, body, Submission.class);
        return switch (submissions.submit(
                submission, found, clients.of(request), languages.of(request), IdempotencyKeyHeader.parse(request))) {
            case SubmissionOutcome.Accepted(CommentId id, Instant submittedAt, Receipt receipt) ->
                HttpResponse.accepted(URI.create("/api/v1/receipts/" + receipt.value()))
                        .body(new AcceptedComment(id.value(), CommentStatus.PENDING, submittedAt, receipt.value()));
            case SubmissionOutcome.Invalid(List<FieldViolation> violations) ->
                problems.response(request, SubmissionProblems.INVALID_COMMENT, violations);
            case SubmissionOutcome.TooMany(Exceeded exceeded) -> throw ProblemException.tooManyRequests(exceeded);
            case SubmissionOutcome.ProofRequired(ProofChallenge challenge) ->
                problems.challenge(request, SubmissionProblems.PROOF_REQUIRED, challenge);
            case SubmissionOutcome.Closed closed ->
                problems.response(
                        request,
                        SubmissionProblems.COMMENTS_CLOSED,
                        messages -> closed.reason().sentence(messages, closed.opensAt(), found.timeZone()));
            case SubmissionOutcome.IdempotencyKeyReused _ ->
                problems.response(request, SubmissionProblems.IDEMPOTENCY_MISMATCH);
        };
    }

    /**
     * Response to an accepted submission.
     *
     * @param receipt 128 random bits; it lets the author see the status and withdraw the comment
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "AcceptedComment")
    record AcceptedComment(UUID id, CommentStatus status, Instant submittedAt, String receipt) {

        @Override
        public String toString() {
            return "AcceptedComment[" + id + "]";
        }
    }
}
