package mizan.embed;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
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
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mizan.comment.CommentId;
import mizan.platform.database.DatabaseUnavailable;
import mizan.platform.http.BodyErrorResponses;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemType;
import mizan.platform.http.Problems;
import mizan.platform.http.StrictBodyReader;
import mizan.platform.i18n.LocalizedMessages;
import mizan.platform.i18n.MessageBundle;
import mizan.site.ArticlePageApi;
import mizan.site.Site;
import mizan.site.Sites;
import mizan.submission.Submission;
import mizan.submission.SubmissionOutcome;
import mizan.submission.SubmissionProblems;
import mizan.submission.Submissions;
import mizan.text.PlainText;
import org.jspecify.annotations.Nullable;

@Controller("/sites/{site}/comments")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@ArticlePageApi
class CommentFormController {

    private final Submissions submissions;
    private final Sites sites;
    private final StrictBodyReader reader;
    private final Pages pages;

    CommentFormController(Submissions submissions, Sites sites, StrictBodyReader reader, Pages pages) {
        this.submissions = submissions;
        this.sites = sites;
        this.reader = reader;
        this.pages = pages;
    }

    /**
     * Submits a comment from a plain HTML form. After a mistake the form comes back with everything typed.
     *
     * @param site its name
     */
    @Post
    @Operation(operationId = "submitForm")
    @BodyErrorResponses
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Produces(MediaType.TEXT_HTML)
    @RequestBody(
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                            schema = @Schema(implementation = Submission.class)))
    @ApiResponse(
            responseCode = "303",
            description = "Stored; back to the article",
            headers = @Header(name = "Location", schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "403", ref = "NotTaken")
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    @ApiResponse(
            responseCode = "409",
            description = "Said already: the form again",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)))
    @ApiResponse(
            responseCode = "422",
            description = "Wrong fields: the form again, with everything typed",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)))
    @ApiResponse(
            responseCode = "503",
            description = "Nothing was stored: the form again, with everything typed",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)))
    HttpResponse<?> submit(HttpRequest<?> request, String site, @Body byte[] body) {
        Site to = sites.get(site);
        FormFields fields = new FormFields(reader.form(body));
        Optional<FieldViolation> unreadable = fields.unreadable();
        if (unreadable.isPresent()) {
            return again(request, to, fields, SubmissionProblems.INVALID_COMMENT, List.of(unreadable.get()));
        }
        try {
            return answer(request, to, fields, submissions.submit(fields.submission(), to, null));
        } catch (RuntimeException e) {
            // Whoever writes without script must not lose their text to a database that is away.
            if (DatabaseUnavailable.isCauseOf(e)) {
                return again(request, to, fields, ProblemType.UNAVAILABLE, List.of());
            }
            throw e;
        }
    }

    private HttpResponse<?> answer(HttpRequest<?> request, Site site, FormFields fields, SubmissionOutcome outcome) {
        return switch (outcome) {
            case SubmissionOutcome.Accepted accepted ->
                HttpResponse.seeOther(thanks(article(request, site, fields), accepted.id()));
            case SubmissionOutcome.Invalid(List<FieldViolation> faults) ->
                again(request, site, fields, SubmissionProblems.INVALID_COMMENT, faults);
            case SubmissionOutcome.Duplicate _ ->
                again(request, site, fields, SubmissionProblems.DUPLICATE_COMMENT, List.of());
            case SubmissionOutcome.Closed _ ->
                again(request, site, fields, SubmissionProblems.COMMENTS_CLOSED, List.of());
            case SubmissionOutcome.KeyTaken _ -> throw new IllegalStateException("A plain form has no key");
        };
    }

    private HttpResponse<?> again(
            HttpRequest<?> request, Site site, FormFields fields, ProblemType problem, List<FieldViolation> faults) {
        LocalizedMessages texts = MessageBundle.SERVICE.in(site.language());
        // Sent again, the form comes from our own page: where it first came from has to be remembered in it.
        fields.put(FormFields.RETURN_TO, article(request, site, fields).toString());
        // What no reader can mend is not sent once more.
        faults.stream().map(FieldViolation::field).forEach(fields::dropHidden);
        CommentForm form = new CommentForm(
                texts,
                site,
                "",
                fields.typed(),
                texts.get("problem." + problem.slug() + (faults.isEmpty() ? ".detail" : ".title")),
                faults,
                null);
        MutableHttpResponse<String> page =
                pages.page(HttpStatus.valueOf(problem.status()), "embed/form.jte", form, form.targets());
        return problem.status() == ProblemType.UNAVAILABLE.status()
                ? page.header(HttpHeaders.RETRY_AFTER, Integer.toString(Problems.RETRY_AFTER_SECONDS))
                : page;
    }

    private static URI thanks(URI article, CommentId id) {
        return UriBuilder.of(article)
                .replaceQueryParam("comment", "pending")
                .fragment("comment-" + id)
                .build();
    }

    // The article's own URL, else the page that the form was on, else the site; only ever an origin of the site's.
    private static URI article(HttpRequest<?> request, Site site, FormFields fields) {
        return Stream.of(
                        fields.get("articleUrl"),
                        fields.get(FormFields.RETURN_TO),
                        request.getHeaders().get(HttpHeaders.REFERER))
                .flatMap(url -> hosted(site, url).stream())
                .findFirst()
                .orElseGet(() -> URI.create(site.origins().getFirst() + "/"));
    }

    // In ASCII: a header has no other characters.
    private static Optional<URI> hosted(Site site, @Nullable String url) {
        try {
            return Optional.ofNullable(url)
                    .map(PlainText::trim)
                    .map(URI::create)
                    .filter(site::contains)
                    .map(uri -> URI.create(uri.toASCIIString()));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
