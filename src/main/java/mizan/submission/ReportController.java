package mizan.submission;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

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
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Arrays;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.CommentProblems;
import mizan.comment.report.ReportReason;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.client.ClientAddresses;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.StrictBodyReader;
import mizan.site.PublicApi;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

@Controller("/api/v1/sites/{site}/comments/{id}/reports")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@PublicApi
class ReportController {

    private final CommentReports reports;
    private final Sites sites;
    private final StrictBodyReader reader;
    private final ClientAddresses clients;

    ReportController(CommentReports reports, Sites sites, StrictBodyReader reader, ClientAddresses clients) {
        this.reports = reports;
        this.sites = sites;
        this.reader = reader;
        this.clients = clients;
    }

    /**
     * Reports a published comment to the moderators of its site. Another report of the same comment from the same network
     * within a week replaces the first one.
     *
     * @param site the name of the site
     * @param id the comment
     */
    @Post
    @Operation(operationId = "report")
    @BodyErrorResponses
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = ReportRequest.class)))
    @ApiResponse(responseCode = "202", description = "Reported")
    @ApiResponse(responseCode = "403", ref = "OriginNotAllowed")
    @ApiResponse(responseCode = "404", ref = "NoSuchSiteOrComment")
    @ApiResponse(responseCode = "429", ref = "TooManyRequests")
    HttpResponse<?> report(HttpRequest<?> request, String site, UUID id, @Body byte[] body) {
        Site found = sites.get(site);
        ReportRequest report = reader.json(request, body, ReportRequest.class);
        ReportReason reason = reason(report.reason());
        return switch (reports.report(found, new CommentId(id), reason, report.note(), clients.of(request))) {
            case ReportOutcome.Accepted _ -> HttpResponse.accepted();
            case ReportOutcome.Invalid(var violation) -> throw ProblemException.invalid(violation);
            case ReportOutcome.NoSuchComment _ -> throw new ProblemException(CommentProblems.NO_SUCH_COMMENT);
            case ReportOutcome.TooMany(var exceeded) -> throw ProblemException.tooManyRequests(exceeded);
        };
    }

    private static ReportReason reason(@Nullable String name) {
        return Arrays.stream(ReportReason.values())
                .filter(reason -> reason.name().equals(name))
                .findFirst()
                .orElseThrow(() -> ProblemException.invalid(
                        FieldViolation.of("reason", name == null || name.isEmpty() ? "required" : "unknown")));
    }

    /**
     * A report, before validation.
     *
     * @param note what the reader adds for the moderators: up to 1,000 user-perceived characters
     */
    @Introspected
    @Schema(name = "Report")
    record ReportRequest(
            @Schema(
                    type = "string",
                    requiredMode = REQUIRED,
                    nullable = false,
                    allowableValues = {"SPAM", "ABUSE", "HATE", "PERSONAL_DATA", "ILLEGAL", "OTHER"})
            @Nullable String reason,

            @Nullable String note) {}
}
