package mizan.embed.report;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.CommentProblems;
import mizan.comment.report.ReportReason;
import mizan.embed.FormBody;
import mizan.embed.Pages;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.client.ClientAddresses;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.QueryErrorResponses;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.MessageBundle;
import mizan.publication.Publication;
import mizan.site.PublicApi;
import mizan.site.Site;
import mizan.site.Sites;
import mizan.submission.CommentReports;
import mizan.submission.ReportOutcome;
import org.jspecify.annotations.Nullable;

/** The page without script on which a reader reports a comment. */
@Controller("/sites/{site}/comments/{id}/report")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@PublicApi(navigation = true)
class ReportPageController {

    private static final List<String> FORM_TARGETS = List.of("'self'");

    private final Publication publication;
    private final CommentReports reports;
    private final Sites sites;
    private final ClientAddresses clients;
    private final Pages pages;

    ReportPageController(
            Publication publication, CommentReports reports, Sites sites, ClientAddresses clients, Pages pages) {
        this.publication = publication;
        this.reports = reports;
        this.sites = sites;
        this.clients = clients;
        this.pages = pages;
    }

    /**
     * Shows a published comment with the form to report it.
     *
     * @param site the name of the site
     * @param id the comment
     * @param lang the language; if it is missing, that of the site
     */
    @Get
    @Operation(operationId = "reportPage")
    @QueryErrorResponses
    @Produces(MediaType.TEXT_HTML)
    @ApiResponse(
            responseCode = "200",
            description = "The page",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)))
    @ApiResponse(responseCode = "404", ref = "NoSuchSiteOrComment")
    HttpResponse<?> show(String site, UUID id, @QueryValue @Nullable String lang) {
        return page(HttpStatus.OK, model(sites.get(site), id, lang, new ReportPage.State.Form()));
    }

    /**
     * Reports a comment by a plain form.
     *
     * @param site the name of the site
     * @param id the comment
     * @param lang the language; if it is missing, that of the site
     */
    @Post
    @Operation(operationId = "reportByForm")
    @BodyErrorResponses
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(type = "object", requiredProperties = "reason")))
    @ApiResponse(
            responseCode = "200",
            description = "Reported: the thanks",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)))
    @ApiResponse(responseCode = "403", ref = "OriginNotAllowed")
    @ApiResponse(responseCode = "404", ref = "NoSuchSiteOrComment")
    @ApiResponse(responseCode = "429", ref = "TooManyRequests")
    HttpResponse<?> report(
            HttpRequest<?> request, String site, UUID id, @QueryValue @Nullable String lang, @Body byte[] body) {
        if (request.getAttribute(PublicApi.FOREIGN_ORIGIN).isPresent()) {
            throw new ProblemException(ProblemType.ORIGIN_NOT_ALLOWED);
        }
        Site found = sites.get(site);
        Map<String, String> form = FormBody.parse(request, body).fields();
        String note = form.getOrDefault("note", "");
        Optional<ReportReason> reason = reason(form.get("reason"));
        if (reason.isEmpty()) {
            return page(HttpStatus.UNPROCESSABLE_ENTITY, model(found, id, lang, new ReportPage.State.NoReason(note)));
        }
        // Read first: the report may hide the comment.
        ReportPage thanks = model(found, id, lang, new ReportPage.State.Sent(reason.get()));
        return switch (reports.report(found, new CommentId(id), reason.get(), note, clients.of(request))) {
            case ReportOutcome.Accepted _ -> page(HttpStatus.OK, thanks);
            case ReportOutcome.Invalid(var violation) ->
                page(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        model(found, id, lang, new ReportPage.State.InvalidNote(reason.get(), note, violation)));
            case ReportOutcome.NoSuchComment _ -> throw new ProblemException(CommentProblems.NO_SUCH_COMMENT);
            case ReportOutcome.TooMany(var exceeded) -> throw ProblemException.tooManyRequests(exceeded);
        };
    }

    private static Optional<ReportReason> reason(@Nullable String name) {
        return Arrays.stream(ReportReason.values())
                .filter(reason -> reason.name().equals(name))
                .findFirst();
    }

    private ReportPage model(Site site, UUID id, @Nullable String lang, ReportPage.State state) {
        return publication
                .comment(site.name(), id)
                .map(comment -> new ReportPage(
                        MessageBundle.SERVICE.in(Languages.negotiate(lang, site.language())), site, comment, state))
                .orElseThrow(() -> new ProblemException(CommentProblems.NO_SUCH_COMMENT));
    }

    private HttpResponse<?> page(HttpStatus status, ReportPage model) {
        return pages.render(status, "embed/report.jte", model, FORM_TARGETS)
                .header("X-Robots-Tag", "noindex, nofollow");
    }
}
