package mizan.submission.notice;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
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
import mizan.comment.CommentProblems;
import mizan.comment.Receipt;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.client.ClientAddresses;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.BodyLimit;
import mizan.platform.http.request.StrictBodyReader;
import mizan.site.PublicApi;
import mizan.site.Site;
import mizan.site.Sites;

@Controller("/api/v1/sites/{site}/comments/{id}/notices")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@PublicApi
class NoticeController {

    private final NoticeSubmissions notices;
    private final Sites sites;
    private final StrictBodyReader reader;
    private final ClientAddresses clients;

    NoticeController(NoticeSubmissions notices, Sites sites, StrictBodyReader reader, ClientAddresses clients) {
        this.notices = notices;
        this.sites = sites;
        this.reader = reader;
        this.clients = clients;
    }

    /**
     * Sends a notice of illegal content about a published comment (Regulation (EU) 2022/2065, article 16). The receipt shows
     * the notifier the decision. Another notice about the same comment with the same address from the same network replaces
     * the first one until the moderators have decided; both receipts show it then.
     *
     * @param site the name of the site
     * @param id the comment
     */
    @Post
    @BodyLimit(BodyLimit.SUBMISSION)
    @Operation(operationId = "sendNotice")
    @BodyErrorResponses
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = NoticeRequest.class)))
    @ApiResponse(
            responseCode = "202",
            description = "Stored; awaits a decision",
            headers = @Header(name = "Location", description = "the receipt", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = AcceptedNotice.class)))
    @ApiResponse(responseCode = "403", ref = "OriginNotAllowed")
    @ApiResponse(responseCode = "404", ref = "NoSuchSiteOrComment")
    @ApiResponse(responseCode = "429", ref = "TooManyRequests")
    HttpResponse<?> send(HttpRequest<?> request, String site, UUID id, @Body byte[] body) {
        Site found = sites.get(site);
        NoticeRequest notice = reader.json(request, body, NoticeRequest.class);
        return switch (notices.submit(found, new CommentId(id), notice, clients.of(request))) {
            case NoticeOutcome.Accepted(UUID noticeId, Instant submittedAt, Receipt receipt) ->
                HttpResponse.accepted(URI.create("/api/v1/notices/" + receipt.value()))
                        .body(new AcceptedNotice(noticeId, submittedAt, receipt.value()));
            case NoticeOutcome.Invalid(List<FieldViolation> violations) ->
                throw new ProblemException(ProblemType.INVALID_REQUEST, violations);
            case NoticeOutcome.NoSuchComment _ -> throw new ProblemException(CommentProblems.NO_SUCH_COMMENT);
            case NoticeOutcome.TooMany(var exceeded) -> throw ProblemException.tooManyRequests(exceeded);
        };
    }

    /**
     * Acknowledgement of a notice.
     *
     * @param receipt 128 random bits; it lets the notifier see the decision
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "AcceptedNotice")
    record AcceptedNotice(UUID id, Instant submittedAt, String receipt) {

        @Override
        public String toString() {
            return "AcceptedNotice[" + id + "]";
        }
    }
}
