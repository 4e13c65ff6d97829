package mizan.embed.notice;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.uri.UriBuilder;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.CommentProblems;
import mizan.embed.FormBody;
import mizan.embed.Pages;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.client.ClientAddresses;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.BodyLimit;
import mizan.platform.http.request.QueryErrorResponses;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.MessageBundle;
import mizan.publication.Publication;
import mizan.site.PublicApi;
import mizan.site.Site;
import mizan.site.Sites;
import mizan.submission.notice.NoticeOutcome;
import mizan.submission.notice.NoticeRequest;
import mizan.submission.notice.NoticeSubmissions;
import org.jspecify.annotations.Nullable;

/** The page on which a reader sends a notice of illegal content. */
@Controller("/sites/{site}/comments/{id}/notice")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@PublicApi(navigation = true)
class NoticePageController {

    private static final List<String> FORM_TARGETS = List.of("'self'");

    private final Publication publication;
    private final NoticeSubmissions notices;
    private final Sites sites;
    private final ClientAddresses clients;
    private final Pages pages;

    NoticePageController(
            Publication publication, NoticeSubmissions notices, Sites sites, ClientAddresses clients, Pages pages) {
        this.publication = publication;
        this.notices = notices;
        this.sites = sites;
        this.clients = clients;
        this.pages = pages;
    }

    /**
     * Shows a published comment with the form for a notice.
     *
     * @param site the name of the site
     * @param id the comment
     * @param lang the language; if it is missing, that of the site
     */
    @Get
    @Operation(operationId = "noticePage")
    @QueryErrorResponses
    @Produces(MediaType.TEXT_HTML)
    @ApiResponse(
            responseCode = "200",
            description = "The page",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)))
    @ApiResponse(responseCode = "404", ref = "NoSuchSiteOrComment")
    HttpResponse<?> show(String site, UUID id, @QueryValue @Nullable String lang) {
        return form(HttpStatus.OK, page(sites.get(site), id, lang, Map.of(), List.of()));
    }

    /**
     * Sends a notice by a plain form.
     *
     * @param site the name of the site
     * @param id the comment
     * @param lang the language; if it is missing, that of the site
     */
    @Post
    @BodyLimit(BodyLimit.SUBMISSION)
    @Operation(operationId = "sendNoticeByForm")
    @BodyErrorResponses
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(implementation = NoticeRequest.class)))
    @ApiResponse(
            responseCode = "303",
            description = "Stored; leads to the receipt",
            headers = @Header(name = "Location", schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "403", ref = "OriginNotAllowed")
    @ApiResponse(responseCode = "404", ref = "NoSuchSiteOrComment")
    @ApiResponse(responseCode = "429", ref = "TooManyRequests")
    HttpResponse<?> send(
            HttpRequest<?> request, String site, UUID id, @QueryValue @Nullable String lang, @Body byte[] body) {
        if (request.getAttribute(PublicApi.FOREIGN_ORIGIN).isPresent()) {
            throw new ProblemException(ProblemType.ORIGIN_NOT_ALLOWED);
        }
        Site found = sites.get(site);
        Map<String, String> fields = FormBody.parse(request, body).fields();
        NoticeRequest notice = new NoticeRequest(
                fields.get("explanation"),
                fields.get("name"),
                fields.get("email"),
                fields.containsKey("goodFaith"),
                fields.containsKey("childSexualAbuse"));
        return switch (notices.submit(found, new CommentId(id), notice, clients.of(request))) {
            case NoticeOutcome.Accepted accepted ->
                HttpResponse.seeOther(UriBuilder.of(
                                "/notices/" + accepted.receipt().value())
                        .queryParam(
                                "lang",
                                Languages.negotiate(lang, found.language()).toLanguageTag())
                        .build());
            case NoticeOutcome.Invalid(List<FieldViolation> violations) ->
                form(HttpStatus.UNPROCESSABLE_ENTITY, page(found, id, lang, fields, violations));
            case NoticeOutcome.NoSuchComment _ -> throw new ProblemException(CommentProblems.NO_SUCH_COMMENT);
            case NoticeOutcome.TooMany(var exceeded) -> throw ProblemException.tooManyRequests(exceeded);
        };
    }

    private NoticeFormPage page(
            Site site, UUID id, @Nullable String lang, Map<String, String> fields, List<FieldViolation> violations) {
        return publication
                .comment(site.name(), id)
                .map(comment -> new NoticeFormPage(
                        MessageBundle.SERVICE.in(Languages.negotiate(lang, site.language())),
                        site,
                        comment,
                        fields,
                        violations))
                .orElseThrow(() -> new ProblemException(CommentProblems.NO_SUCH_COMMENT));
    }

    private MutableHttpResponse<String> form(HttpStatus status, NoticeFormPage page) {
        return pages.render(status, "embed/notice/form.jte", page, FORM_TARGETS)
                .header("X-Robots-Tag", "noindex, nofollow");
    }
}
