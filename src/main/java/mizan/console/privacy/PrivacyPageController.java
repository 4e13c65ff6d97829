package mizan.console.privacy;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import mizan.console.CommentLinks;
import mizan.console.ConsolePath;
import mizan.console.layout.ConsoleRenderer;
import mizan.console.layout.Layout;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.moderator.Role;

/** Finds a comment by its id or link. A privacy officer without another role has no queue to find it in. */
@Controller(ConsolePath.PRIVACY)
@RequiresSignIn
@Hidden
class PrivacyPageController {

    private final ConsoleRenderer renderer;

    PrivacyPageController(ConsoleRenderer renderer) {
        this.renderer = renderer;
    }

    /** @param comment a comment id, or a link that contains it */
    @Get
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> find(HttpRequest<?> request, Moderator officer, @QueryValue(defaultValue = "") String comment) {
        officer.require(Role.PRIVACY);
        Optional<UUID> id = CommentLinks.findId(comment);
        if (id.isPresent()) {
            return ConsoleRenderer.redirect(URI.create(CommentLinks.emailPath(id.get())));
        }
        boolean isInvalid = !comment.isBlank();
        Layout layout = renderer.layout(request);
        return renderer.render(
                isInvalid ? HttpStatus.UNPROCESSABLE_ENTITY : HttpStatus.OK,
                "console/privacy.jte",
                new PrivacyPage(layout, comment.strip(), isInvalid ? layout.text("privacy.error") : null));
    }
}
