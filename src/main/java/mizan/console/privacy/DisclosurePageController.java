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
import mizan.comment.CommentProblems;
import mizan.console.CommentLinks;
import mizan.console.ConsolePath;
import mizan.console.layout.ConsoleRenderer;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.moderator.Role;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.privacy.EmailDisclosure;

/** Discloses an author's e-mail address to a privacy officer. Only the response to the form contains it. */
@Controller("/console/comments/{id}/email")
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class DisclosurePageController {

    private final EmailDisclosure disclosure;
    private final DisclosurePages pages;
    private final ConsoleRenderer renderer;

    DisclosurePageController(EmailDisclosure disclosure, DisclosurePages pages, ConsoleRenderer renderer) {
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
        if (!disclosure.isAllowed(officer, id)) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        return pages.disclose(
                page(request, officer, id),
                body,
                CommentProblems.NO_SUCH_COMMENT,
                purpose -> disclosure.disclose(officer, id, purpose));
    }

    private DisclosurePage page(HttpRequest<?> request, Moderator officer, UUID id) {
        return DisclosurePage.empty(
                renderer.layout(request),
                "disclosure.title",
                CommentLinks.emailPath(id),
                officer.canModerate() ? CommentLinks.path(id) : ConsolePath.PRIVACY);
    }
}
