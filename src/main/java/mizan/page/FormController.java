package mizan.page;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mizan.comment.CommentId;
import mizan.platform.DatabaseAway;
import mizan.platform.FieldFault;
import mizan.platform.ForArticlePages;
import mizan.platform.Languages;
import mizan.platform.Messages;
import mizan.platform.ProblemType;
import mizan.platform.Problems;
import mizan.platform.ReadsBody;
import mizan.platform.RequestReader;
import mizan.site.Site;
import mizan.site.Sites;
import mizan.submission.Submission;
import mizan.submission.SubmissionOutcome;
import mizan.submission.SubmissionProblems;
import mizan.submission.Submissions;
import org.jspecify.annotations.Nullable;

@Controller("/sites/{site}/comments")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@ForArticlePages
class FormController {

    private final Submissions submissions;
    private final Sites sites;
    private final RequestReader reader;
    private final Messages messages;
    private final Languages languages;
    private final Pages pages;

    FormController(
            Submissions submissions,
            Sites sites,
            RequestReader reader,
            Messages messages,
            Languages languages,
            Pages pages) {
        this.pages = pages;
        this.submissions = submissions;
        this.sites = sites;
        this.reader = reader;
        this.messages = messages;
        this.languages = languages;
    }

    /**
     * Submits a comment from a plain HTML form. After a mistake the form comes back with everything typed.
     *
     * @param site its name
     */
    @Post
    @Operation(operationId = "submitForm")
    @ReadsBody
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
        referer(request, to).ifPresent(url -> fields.putIfAbsent("articleUrl", url));
        Optional<FieldFault> unreadable = fields.unreadable();
        if (unreadable.isPresent()) {
            return again(request, to, fields, SubmissionProblems.INVALID_COMMENT, List.of(unreadable.get()));
        }
        return switch (submit(fields, to)) {
            case SubmissionOutcome.Accepted accepted -> HttpResponse.seeOther(thanks(to, fields, accepted.id()));
            case SubmissionOutcome.Invalid(List<FieldFault> faults) ->
                again(request, to, fields, SubmissionProblems.INVALID_COMMENT, faults);
            case SubmissionOutcome.Duplicate _ ->
                again(request, to, fields, SubmissionProblems.DUPLICATE_COMMENT, List.of());
            case SubmissionOutcome.Closed _ ->
                again(request, to, fields, SubmissionProblems.COMMENTS_CLOSED, List.of());
            case SubmissionOutcome.KeyTaken _ -> throw new IllegalStateException("A plain form has no key");
            case null -> again(request, to, fields, ProblemType.UNAVAILABLE, List.of());
        };
    }

    // Null while the database is away: whoever wrote without script must not lose their text to that.
    private @Nullable SubmissionOutcome submit(FormFields fields, Site site) {
        try {
            return submissions.submit(fields.submission(), site, null);
        } catch (RuntimeException e) {
            if (DatabaseAway.isCauseOf(e)) {
                return null;
            }
            throw e;
        }
    }

    private HttpResponse<?> again(
            HttpRequest<?> request, Site site, FormFields fields, ProblemType problem, List<FieldFault> faults) {
        Locale language = languages.of(request);
        CommentForm form = new CommentForm(
                language,
                "/sites/" + site.name() + "/comments",
                fields.typed(),
                messages.get(language, "problem." + problem.slug() + (faults.isEmpty() ? ".detail" : ".title")),
                faults,
                messages);
        MutableHttpResponse<String> page =
                pages.page(HttpStatus.valueOf(problem.status()), "page/form.jte", form, formTargets(site));
        return problem.status() == ProblemType.UNAVAILABLE.status()
                ? page.header(HttpHeaders.RETRY_AFTER, Integer.toString(Problems.RETRY_AFTER_SECONDS))
                : page;
    }

    // Where the form goes, and where the answer then leads: browsers hold both against form-action.
    private static List<String> formTargets(Site site) {
        List<String> targets = new ArrayList<>();
        targets.add("'self'");
        site.origins().forEach(origin -> targets.add(origin.value()));
        return targets;
    }

    private static URI thanks(Site site, FormFields fields, CommentId id) {
        return UriBuilder.of(article(site, fields))
                .replaceQueryParam("comment", "pending")
                .fragment("comment-" + id)
                .build();
    }

    private static URI article(Site site, FormFields fields) {
        String url = fields.get("articleUrl");
        return url == null || url.isEmpty()
                ? URI.create(site.origins().getFirst().value() + "/")
                : URI.create(url.strip());
    }

    private static Optional<String> referer(HttpRequest<?> request, Site site) {
        return Optional.ofNullable(request.getHeaders().get(HttpHeaders.REFERER))
                .filter(referer -> referer.length() <= 300)
                .filter(referer -> {
                    try {
                        return site.hosts(URI.create(referer));
                    } catch (IllegalArgumentException _) {
                        return false;
                    }
                });
    }
}
