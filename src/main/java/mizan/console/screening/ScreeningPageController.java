package mizan.console.screening;

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
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import mizan.console.layout.ConsoleRenderer;
import mizan.moderation.screening.SiteRules;
import mizan.moderation.screening.SiteScreening;
import mizan.moderation.screening.TriedText;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.moderator.Role;
import mizan.platform.http.BodyErrorResponses;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.StrictBodyReader;
import mizan.site.Site;
import mizan.site.Sites;

/** Shows the screening rules of a site, and tries them on a text. Nothing is stored. */
@Controller(ScreeningPage.PATH)
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class ScreeningPageController {

    private final SiteScreening screening;
    private final Sites sites;
    private final StrictBodyReader reader;
    private final ConsoleRenderer renderer;

    ScreeningPageController(SiteScreening screening, Sites sites, StrictBodyReader reader, ConsoleRenderer renderer) {
        this.screening = screening;
        this.sites = sites;
        this.reader = reader;
        this.renderer = renderer;
    }

    @Get
    HttpResponse<?> rules(HttpRequest<?> request, Moderator admin, @QueryValue(defaultValue = "") String site) {
        ScreeningPage page = page(request, admin, site);
        return renderer.render("console/screening.jte", page);
    }

    @Post
    @BodyErrorResponses
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> tryOut(HttpRequest<?> request, Moderator admin, @Body byte[] body) {
        Map<String, String> fields = reader.form(body);
        ScreeningPage page = page(request, admin, fields.getOrDefault("site", ""));
        String name = fields.getOrDefault("name", "");
        String text = fields.getOrDefault("body", "");
        try {
            TriedText result = screening.tryOut(admin, page.rules().site(), name, text);
            return renderer.render(
                    "console/screening.jte",
                    new ScreeningPage(page.layout(), page.sites(), page.rules(), name, text, false, result));
        } catch (ProblemException e) {
            if (!e.type().equals(ProblemType.INVALID_REQUEST)) {
                throw e;
            }
            return renderer.render(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "console/screening.jte",
                    new ScreeningPage(page.layout(), page.sites(), page.rules(), name, text, true, null));
        }
    }

    private ScreeningPage page(HttpRequest<?> request, Moderator admin, String site) {
        admin.require(Role.ADMIN);
        List<String> permitted = sites.all().stream()
                .map(Site::name)
                .filter(admin::canModerate)
                .sorted()
                .toList();
        if (permitted.isEmpty()) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        SiteRules rules = screening.rules(admin, site.isEmpty() ? permitted.getFirst() : site, null);
        return new ScreeningPage(
                renderer.layout(request).withPath(ScreeningPage.PATH), permitted, rules, "", "", false, null);
    }
}
