package mizan.console.queue;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.uri.UriBuilder;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.Map;
import mizan.console.ConsolePath;
import mizan.console.layout.ConsoleRenderer;
import mizan.moderation.SiteAccess;
import mizan.moderation.claim.Claims;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.StrictBodyReader;

/** Claims the next pending comments for a moderator, and releases their claims. */
@Controller("/console/claims")
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class ClaimFormController {

    private static final int BATCH_SIZE = 10;

    private final Claims claims;
    private final SiteAccess access;
    private final StrictBodyReader reader;

    ClaimFormController(Claims claims, SiteAccess access, StrictBodyReader reader) {
        this.claims = claims;
        this.access = access;
        this.reader = reader;
    }

    @Post
    @BodyErrorResponses
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> claim(Moderator moderator, @Body byte[] body) {
        Map<String, String> form = reader.form(body);
        String site = form.getOrDefault("site", "");
        claims.claim(moderator, access.permittedSites(moderator, site), BATCH_SIZE);
        return ConsoleRenderer.redirect(UriBuilder.of(ConsolePath.HOME)
                .queryParam("claimed", "mine")
                .queryParam("site", site.isEmpty() ? null : site)
                .build());
    }

    @Post("/release")
    @Consumes(MediaType.ALL)
    HttpResponse<?> release(Moderator moderator) {
        access.requireDecider(moderator);
        claims.release(moderator);
        return ConsoleRenderer.redirect(URI.create(ConsolePath.HOME));
    }
}
