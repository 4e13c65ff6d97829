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
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.Optional;
import mizan.console.CommentLinks;
import mizan.console.ConsolePath;
import mizan.console.layout.ConsoleRenderer;
import mizan.console.layout.Layout;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.moderator.Role;
import mizan.platform.http.request.StrictBodyReader;

/**
 * The first page of privacy officers: looks up an e-mail address, or finds a comment by its id or link. A privacy officer
 * without another role has no queue to find it in. Input is sent by POST only, because a URL may be logged, and somebody may
 * enter an address where a comment is asked for.
 */
@Controller(ConsolePath.PRIVACY)
@RequiresSignIn
@Produces(MediaType.TEXT_HTML)
@Hidden
class PrivacyPageController {

    private final ConsoleRenderer renderer;
    private final StrictBodyReader reader;

    PrivacyPageController(ConsoleRenderer renderer, StrictBodyReader reader) {
        this.renderer = renderer;
        this.reader = reader;
    }

    @Get
    HttpResponse<?> show(HttpRequest<?> request, Moderator officer) {
        officer.require(Role.PRIVACY);
        return renderer.render("console/privacy.jte", PrivacyPage.empty(renderer.layout(request)));
    }

    @Post
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> findComment(HttpRequest<?> request, Moderator officer, @Body byte[] body) {
        officer.require(Role.PRIVACY);
        String comment = reader.form(body).getOrDefault("comment", "");
        Optional<String> path = CommentLinks.findEmailPath(comment);
        if (path.isPresent()) {
            return ConsoleRenderer.redirect(URI.create(path.get()));
        }
        Layout layout = renderer.layout(request).withPath(ConsolePath.PRIVACY);
        return renderer.render(
                HttpStatus.UNPROCESSABLE_ENTITY,
                "console/privacy.jte",
                PrivacyPage.empty(layout).withInvalidComment(comment.strip(), layout.text("privacy.error")));
    }
}
