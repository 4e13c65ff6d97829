package mizan.console.privacy;

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
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Map;
import java.util.function.Function;
import mizan.comment.erasure.PublishedText;
import mizan.console.ConsolePath;
import mizan.console.layout.ConsoleRenderer;
import mizan.console.layout.Layout;
import mizan.email.EmailAddress;
import mizan.email.EmailValidation;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.platform.http.request.StrictBodyReader;
import mizan.privacy.AuthorErasure;
import mizan.privacy.AuthorExport;
import mizan.text.TextViolation;

/**
 * Shows, exports and erases all data about an e-mail address. The address is in the bodies of requests and responses only,
 * never in a URL. A refused attempt is recorded in the audit trail.
 */
@Controller(AuthorPage.PATH)
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@Hidden
class AuthorPageController {

    private final AuthorExport export;
    private final AuthorErasure erasure;
    private final StrictBodyReader reader;
    private final ConsoleRenderer renderer;

    AuthorPageController(
            AuthorExport export, AuthorErasure erasure, StrictBodyReader reader, ConsoleRenderer renderer) {
        this.export = export;
        this.erasure = erasure;
        this.reader = reader;
        this.renderer = renderer;
    }

    @Post
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> show(HttpRequest<?> request, Moderator officer, @Body byte[] body) {
        export.requireOfficer(officer);
        String input = email(reader.form(body));
        return withAddress(request, input, address -> {
            AuthorExport.Export data = export.open(officer, address);
            AuthorPage page = new AuthorPage(
                    layout(request), input, data.size(), data.authorStats(), data.newest(AuthorPage.MAX_COMMENTS));
            return renderer.render("console/author.jte", page);
        });
    }

    /** Downloads the same JSON as the API. */
    @Post("/export")
    @Produces(MediaType.ALL)
    HttpResponse<?> download(HttpRequest<?> request, Moderator officer, @Body byte[] body) {
        export.requireOfficer(officer);
        return withAddress(
                request,
                email(reader.form(body)),
                address -> HttpResponse.ok(export.open(officer, address).stream())
                        .contentType(MediaType.APPLICATION_JSON_TYPE)
                        .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"personal-data.json\"")
                        .header(HttpHeaders.CACHE_CONTROL, "no-store"));
    }

    /** Asks for confirmation of the erasure. */
    @Post("/erasure/confirmation")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> confirm(HttpRequest<?> request, Moderator officer, @Body byte[] body) {
        erasure.requireOfficer(officer);
        Map<String, String> form = reader.form(body);
        String input = email(form);
        return withAddress(
                request,
                input,
                _ -> renderer.render(
                        "console/erasure.jte", new ErasurePage(layout(request), input, publishedText(form))));
    }

    @Post("/erasure")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> erase(HttpRequest<?> request, Moderator officer, @Body byte[] body) {
        erasure.requireOfficer(officer);
        Map<String, String> form = reader.form(body);
        return withAddress(request, email(form), address -> {
            long comments = erasure.erase(officer, address, publishedText(form));
            return renderer.render(
                    "console/privacy.jte", PrivacyPage.empty(layout(request)).withErased(comments));
        });
    }

    private HttpResponse<?> withAddress(
            HttpRequest<?> request, String input, Function<EmailAddress, HttpResponse<?>> response) {
        return switch (EmailValidation.of(input)) {
            case EmailValidation.Valid(EmailAddress address) -> response.apply(address);
            case EmailValidation.Invalid(TextViolation violation) -> {
                Layout layout = layout(request);
                String error = layout.text(
                        "privacy.email." + violation.rule(),
                        violation.arguments().toArray());
                yield renderer.render(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        "console/privacy.jte",
                        PrivacyPage.empty(layout).withInvalidEmail(input, error));
            }
        };
    }

    // The response to a POST has no path of its own to return to.
    private Layout layout(HttpRequest<?> request) {
        return renderer.layout(request).withPath(ConsolePath.PRIVACY);
    }

    private static String email(Map<String, String> form) {
        return form.getOrDefault("email", "").strip();
    }

    // The text stays unless its erasure was chosen: that cannot be undone.
    private static PublishedText publishedText(Map<String, String> form) {
        return PublishedText.ERASED.name().equals(form.get("text")) ? PublishedText.ERASED : PublishedText.KEPT;
    }
}
