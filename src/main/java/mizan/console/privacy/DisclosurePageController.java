package mizan.console.privacy;

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
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.UUID;
import mizan.comment.CommentProblems;
import mizan.console.CommentLinks;
import mizan.console.layout.ConsoleRenderer;
import mizan.console.layout.Layout;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.moderator.Role;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.request.StrictBodyReader;
import mizan.privacy.DisclosureOutcome;
import mizan.privacy.EmailDisclosure;
import mizan.text.PlainText;
import mizan.text.TextValidation;
import mizan.text.TextViolation;

/** Discloses an author's e-mail address to a privacy officer. Only the response to the form contains it. */
@Controller("/console/comments/{id}/email")
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class DisclosurePageController {

    private final EmailDisclosure disclosure;
    private final StrictBodyReader reader;
    private final ConsoleRenderer renderer;

    DisclosurePageController(EmailDisclosure disclosure, StrictBodyReader reader, ConsoleRenderer renderer) {
        this.disclosure = disclosure;
        this.reader = reader;
        this.renderer = renderer;
    }

    @Get
    HttpResponse<?> form(HttpRequest<?> request, Moderator officer, UUID id) {
        officer.require(Role.PRIVACY);
        return render(
                HttpStatus.OK, new DisclosurePage(layout(request, id), id, "", null, null, officer.canModerate()));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> disclose(HttpRequest<?> request, Moderator officer, UUID id, @Body byte[] body) {
        // A denied attempt is recorded in the audit trail.
        if (!disclosure.isAllowed(officer, id)) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        String input = reader.form(body).getOrDefault("purpose", "");
        Layout layout = layout(request, id);
        return switch (PlainText.NOTE.check(input)) {
            case TextValidation.Valid(String purpose) -> {
                String email = switch (disclosure.disclose(officer, id, purpose)) {
                    case DisclosureOutcome.Disclosed(String address) -> address;
                    case DisclosureOutcome.NoSuchComment() ->
                        throw new ProblemException(CommentProblems.NO_SUCH_COMMENT);
                    case DisclosureOutcome.Unreadable() ->
                        throw new ProblemException(CommentProblems.UNREADABLE_ADDRESS);
                };
                yield render(
                        HttpStatus.OK, new DisclosurePage(layout, id, purpose, null, email, officer.canModerate()));
            }
            case TextValidation.Invalid(TextViolation violation) -> {
                String error = layout.text(
                        "disclosure.error." + violation.rule(),
                        violation.arguments().toArray());
                yield render(
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        new DisclosurePage(layout, id, input, error, null, officer.canModerate()));
            }
        };
    }

    private Layout layout(HttpRequest<?> request, UUID id) {
        return renderer.layout(request).withPath(CommentLinks.emailPath(id));
    }

    private HttpResponse<?> render(HttpStatus status, DisclosurePage page) {
        return renderer.render(status, "console/disclosure.jte", page);
    }
}
