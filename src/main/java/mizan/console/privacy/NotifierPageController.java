package mizan.console.privacy;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
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
import mizan.console.CommentLinks;
import mizan.console.ConsolePath;
import mizan.console.layout.ConsoleRenderer;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.moderator.Role;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.privacy.EmailDisclosure;

/** Discloses the e-mail address of the sender of a notice to a privacy officer. Only the response to the form contains it. */
@Controller("/console/notices/{id}/email")
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class NotifierPageController {

    private final EmailDisclosure disclosure;
    private final DisclosurePages pages;
    private final ConsoleRenderer renderer;

    NotifierPageController(EmailDisclosure disclosure, DisclosurePages pages, ConsoleRenderer renderer) {
        this.disclosure = disclosure;
        this.pages = pages;
        this.renderer = renderer;
    }

    @Get
    HttpResponse<?> form(HttpRequest<?> request, Moderator officer, UUID id) {
        officer.require(Role.PRIVACY);
        return pages.form(page(request, officer, id));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> disclose(HttpRequest<?> request, Moderator officer, UUID id, @Body byte[] body) {
        // A denied attempt is recorded in the audit trail.
        if (!disclosure.isAllowedForNotice(officer, id)) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        return pages.disclose(
                page(request, officer, id),
                body,
                ProblemType.NOT_FOUND,
                purpose -> disclosure.discloseNotifier(officer, id, purpose));
    }

    private DisclosurePage page(HttpRequest<?> request, Moderator officer, UUID id) {
        UUID comment = disclosure.commentOfNotice(id).orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
        return DisclosurePage.empty(
                renderer.layout(request),
                "disclosure.notifier",
                CommentLinks.notifierPath(id),
                officer.canModerate() ? CommentLinks.path(comment) : ConsolePath.PRIVACY);
    }
}
