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
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.UUID;
import mizan.comment.CommentProblems;
import mizan.console.layout.ConsoleRenderer;
import mizan.console.layout.Layout;
import mizan.console.queue.CommentPage;
import mizan.moderator.Moderator;
import mizan.moderator.Role;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.StrictBodyReader;
import mizan.privacy.EmailDisclosure;
import mizan.text.PlainText;
import mizan.text.TextCheck;
import mizan.text.TextViolation;
import org.jspecify.annotations.Nullable;

/** Shows an author's address to the privacy officer: in the answer to a form, and nowhere that is kept. */
@Controller("/console/comments/{id}/email")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class DisclosurePageController {

    private final EmailDisclosure disclosure;
    private final StrictBodyReader reader;
    private final ConsoleRenderer pages;

    DisclosurePageController(EmailDisclosure disclosure, StrictBodyReader reader, ConsoleRenderer pages) {
        this.disclosure = disclosure;
        this.reader = reader;
        this.pages = pages;
    }

    @Get
    HttpResponse<?> ask(HttpRequest<?> request, Moderator officer, UUID id) {
        if (!officer.has(Role.PRIVACY)) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        return show(request, officer, HttpStatus.OK, id, "", null, null);
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> reveal(HttpRequest<?> request, Moderator officer, UUID id, @Body byte[] body) {
        // Whoever may not and tries is written down.
        if (!disclosure.isAllowed(officer, id)) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        // As browsers send line feeds.
        String typed = reader.form(body).getOrDefault("purpose", "").replace("\r\n", "\n");
        return switch (PlainText.NOTE.check(typed)) {
            case TextCheck.Fine(String purpose) ->
                show(
                        request,
                        officer,
                        HttpStatus.OK,
                        id,
                        purpose,
                        null,
                        disclosure
                                .disclose(officer, id, purpose)
                                .orElseThrow(() -> new ProblemException(CommentProblems.NO_SUCH_COMMENT)));
            case TextCheck.Wrong(TextViolation fault) ->
                show(
                        request,
                        officer,
                        HttpStatus.UNPROCESSABLE_ENTITY,
                        id,
                        typed,
                        "reveal.fault." + fault.rule(),
                        null);
        };
    }

    private HttpResponse<?> show(
            HttpRequest<?> request,
            Moderator officer,
            HttpStatus status,
            UUID id,
            String purpose,
            @Nullable String fault,
            @Nullable String email) {
        Layout frame = pages.frame(request).at(CommentPage.address(id) + "/email");
        return pages.page(
                status,
                "console/reveal.jte",
                new DisclosurePage(
                        frame,
                        id,
                        purpose,
                        fault == null ? null : frame.text(fault, PlainText.NOTE.limit()),
                        email,
                        officer.canModerate()));
    }
}
