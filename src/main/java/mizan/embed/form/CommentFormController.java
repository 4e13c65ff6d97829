package mizan.embed.form;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
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
import java.util.stream.Stream;
import mizan.comment.CommentId;
import mizan.embed.FormBody;
import mizan.embed.Pages;
import mizan.embed.receipt.ReceiptPage;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.client.ClientAddresses;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.BodyLimit;
import mizan.platform.http.url.HttpUrl;
import mizan.platform.limit.Exceeded;
import mizan.site.PublicApi;
import mizan.site.Site;
import mizan.site.Sites;
import mizan.submission.Submission;
import mizan.submission.SubmissionOutcome;
import mizan.submission.SubmissionProblems;
import mizan.submission.Submissions;

@Controller("/sites/{site}/comments")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@PublicApi(navigation = true)
class CommentFormController {

    private final Submissions submissions;
    private final Sites sites;
    private final ClientAddresses clients;
    private final Pages pages;

    CommentFormController(Submissions submissions, Sites sites, ClientAddresses clients, Pages pages) {
        this.submissions = submissions;
        this.sites = sites;
        this.clients = clients;
        this.pages = pages;
    }

    /**
     * Submits a comment from a plain HTML form. After an error the page is the form again, with everything typed.
     *
     * @param site the name of the site
     */
    @Post
    @BodyLimit(BodyLimit.SUBMISSION)
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
            description = "Stored; redirects to the article, or with receipt=page to the page of the receipt",
            headers = @Header(name = "Location", schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "403", ref = "SubmissionRefused")
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    @ApiResponse(
            responseCode = "422",
            description = "Invalid fields: the form again, with everything typed",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)))
    @ApiResponse(responseCode = "429", ref = "TooManyRequests")
    HttpResponse<?> submit(HttpRequest<?> request, String site, @Body byte[] body) {
        FormBody sent = FormBody.parse(request, body);
        FormFields fields = new FormFields(sent.fields());
        request.setAttribute(FormAgain.TYPED_TEXT, fields.get("body"));
        Site found = sites.get(site);
        // Every problem from here on, also an unexpected exception, is shown with everything typed.
        FormAgain formAgain = new FormAgain(found, fields, returnUrl(request, found, fields));
        formAgain.remember(request);
        if (!sent.isValid()) {
            throw ProblemException.malformed();
        }
        if (request.getAttribute(PublicApi.FOREIGN_ORIGIN).isPresent()) {
            throw new ProblemException(ProblemType.ORIGIN_NOT_ALLOWED);
        }
        return respond(
                formAgain, submissions.submit(fields.submission(), found, clients.of(request), found.language(), null));
    }

    private HttpResponse<?> respond(FormAgain form, SubmissionOutcome outcome) {
        return switch (outcome) {
            case SubmissionOutcome.Accepted accepted ->
                HttpResponse.status(HttpStatus.SEE_OTHER).header(HttpHeaders.LOCATION, target(form, accepted));
            case SubmissionOutcome.Invalid(List<FieldViolation> violations) ->
                form.page(pages, SubmissionProblems.INVALID_COMMENT, violations);
            case SubmissionOutcome.TooMany(Exceeded exceeded) -> throw ProblemException.tooManyRequests(exceeded);
            case SubmissionOutcome.ProofRequired _ -> throw new IllegalStateException("A plain form needs no proof");
            case SubmissionOutcome.Closed closed -> form.closed(pages, closed.reason(), closed.opensAt());
            case SubmissionOutcome.IdempotencyKeyReused _ -> throw new IllegalStateException("A plain form has no key");
        };
    }

    // The receipt's page leads to the article in turn.
    private static String target(FormAgain form, SubmissionOutcome.Accepted accepted) {
        HttpUrl article = withPendingNotice(form.returnUrl(), accepted.id());
        return "page".equals(form.fields().get(FormFields.RECEIPT))
                ? ReceiptPage.url(accepted.receipt(), form.site(), article)
                : article.toAscii();
    }

    private static HttpUrl withPendingNotice(HttpUrl article, CommentId id) {
        return article.withQueryPair("comment=pending").withFragment("comment-" + id);
    }

    // The article's URL, else the page of the form, else the site's start page. Only origins of the site are used.
    private static HttpUrl returnUrl(HttpRequest<?> request, Site site, FormFields fields) {
        return Stream.of(
                        fields.get("articleUrl"),
                        fields.get(FormFields.RETURN_TO),
                        request.getHeaders().get(HttpHeaders.REFERER))
                .flatMap(url -> site.url(url).stream())
                .findFirst()
                .orElseGet(() -> new HttpUrl(site.origins().getFirst(), "/"));
    }
}
