package mizan.console.privacy;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import mizan.console.layout.CommentIds;
import mizan.console.layout.ConsolePath;
import mizan.console.layout.ConsoleRenderer;
import mizan.console.layout.Layout;
import mizan.console.queue.CommentPage;
import mizan.moderator.Moderator;
import mizan.moderator.Role;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;

/** Leads a privacy officer to the comment that they are asked about: they may decide nowhere, and see no queue. */
@Controller(ConsolePath.PRIVACY)
@Secured(SecurityRule.IS_AUTHENTICATED)
@Hidden
class PrivacyPageController {

    private final ConsoleRenderer pages;

    PrivacyPageController(ConsoleRenderer pages) {
        this.pages = pages;
    }

    /** @param comment its id, or an address that has it */
    @Get
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> find(HttpRequest<?> request, Moderator officer, @QueryValue(defaultValue = "") String comment) {
        if (!officer.has(Role.PRIVACY)) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        Optional<UUID> id = CommentIds.find(comment);
        if (id.isPresent()) {
            return ConsoleRenderer.leadTo(URI.create(CommentPage.address(id.get()) + "/email"));
        }
        boolean isWrong = !comment.isBlank();
        Layout frame = pages.frame(request);
        return pages.page(
                isWrong ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK,
                "console/privacy.jte",
                new PrivacyPage(frame, comment.strip(), isWrong ? frame.text("privacy.fault") : null));
    }
}
