package mizan.console.screening;

import static java.util.stream.Collectors.toUnmodifiableSet;

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
import io.micronaut.http.uri.UriBuilder;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mizan.console.layout.ConsoleRenderer;
import mizan.moderation.screening.SiteRuleOverrides;
import mizan.moderation.screening.SiteScreening;
import mizan.moderation.screening.TriedText;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.moderator.Role;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.BodyLimit;
import mizan.platform.http.request.StrictBodyReader;
import mizan.screening.learning.LearnedModels;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** Shows, tries and changes the screening rules of a site. */
@Controller(ScreeningPage.PATH)
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class ScreeningPageController {

    private static final String TEMPLATE = "console/screening.jte";
    private static final String SAVED = "saved";
    private static final String SEEN = "seen";

    private final SiteScreening screening;
    private final LearnedModels models;
    private final Sites sites;
    private final StrictBodyReader reader;
    private final ConsoleRenderer renderer;

    ScreeningPageController(
            SiteScreening screening,
            LearnedModels models,
            Sites sites,
            StrictBodyReader reader,
            ConsoleRenderer renderer) {
        this.screening = screening;
        this.models = models;
        this.sites = sites;
        this.reader = reader;
        this.renderer = renderer;
    }

    /** @param version an earlier version, to fill the form with */
    @Get
    HttpResponse<?> rules(
            HttpRequest<?> request,
            Moderator admin,
            @QueryValue(defaultValue = "") String site,
            @QueryValue @Nullable Integer version,
            @QueryValue(defaultValue = "") String done) {
        admin.require(Role.ADMIN);
        ScreeningPage page = page(request, admin, screening.view(admin, siteOrFirst(admin, site), version));
        String message = done.equals(SAVED) ? SAVED : version == null ? "" : "version";
        return renderer.render(TEMPLATE, page.with(page.form(), new ScreeningPage.Outcome(message, Set.of(), null)));
    }

    @Post
    @BodyErrorResponses
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> tryOut(HttpRequest<?> request, Moderator admin, @Body byte[] body) {
        admin.require(Role.ADMIN);
        Map<String, String> fields = reader.form(body);
        String site = siteOrFirst(admin, fields.getOrDefault("site", ""));
        ScreeningPage page = page(request, admin, screening.view(admin, site, null));
        String name = fields.getOrDefault("name", "");
        String text = fields.getOrDefault("body", "");
        try {
            TriedText result = screening.tryOut(admin, site, name, text);
            return renderer.render(TEMPLATE, page.with(new ScreeningPage.Trial(name, text, false, result)));
        } catch (ProblemException e) {
            requireInvalid(e);
            return renderer.render(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    TEMPLATE,
                    page.with(new ScreeningPage.Trial(name, text, true, null)));
        }
    }

    /** Stores the rules of the form, or tries them on past decisions. */
    @Post("/rules")
    @BodyErrorResponses
    @BodyLimit(BodyLimit.SCREENING_RULES)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> change(HttpRequest<?> request, Moderator admin, @Body byte[] body) {
        admin.require(Role.ADMIN);
        Map<String, String> fields = reader.form(body, RuleForm.maxFields());
        SiteScreening.View view = screening.view(admin, fields.get("site"), null);
        RuleForm form = RuleForm.of(fields);
        SiteRuleOverrides overrides = form.overrides(view.settings());
        try {
            if (!fields.getOrDefault("action", "").equals("save")) {
                SiteScreening.Comparison comparison = screening.compare(admin, view.site(), overrides);
                ScreeningPage.Outcome outcome = new ScreeningPage.Outcome("", Set.of(), comparison);
                // The seen version stays: a backtest must not hide what another administrator has changed meanwhile.
                return renderer.render(
                        TEMPLATE,
                        page(request, admin, view).with(form, outcome).withSeen(fields.getOrDefault(SEEN, "")));
            }
            boolean isCurrent = fields.getOrDefault(SEEN, "").equals(Integer.toString(view.newest()));
            if (isCurrent && screening.change(admin, view.site(), view.newest(), overrides)) {
                return ConsoleRenderer.redirect(UriBuilder.of(ScreeningPage.path(view.site()))
                        .queryParam("done", SAVED)
                        .build());
            }
            ScreeningPage newer = page(request, admin, screening.view(admin, view.site(), null));
            return renderer.render(
                    HttpStatus.CONFLICT,
                    TEMPLATE,
                    newer.with(form, new ScreeningPage.Outcome("conflict", Set.of(), null)));
        } catch (ProblemException e) {
            requireInvalid(e);
            Set<String> invalid =
                    e.violations().stream().map(FieldViolation::field).collect(toUnmodifiableSet());
            return renderer.render(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    TEMPLATE,
                    page(request, admin, view)
                            .with(form, new ScreeningPage.Outcome("invalid", invalid, null))
                            .withSeen(fields.getOrDefault(SEEN, "")));
        }
    }

    private ScreeningPage page(HttpRequest<?> request, Moderator admin, SiteScreening.View view) {
        return new ScreeningPage(
                renderer.layout(request).withPath(ScreeningPage.path(view.site())),
                permitted(admin),
                view,
                Integer.toString(view.newest()),
                RuleForm.of(view.rules()),
                ScreeningPage.Trial.NONE,
                ScreeningPage.Outcome.NONE,
                models.of(view.site()));
    }

    private static void requireInvalid(ProblemException e) {
        if (!e.type().equals(ProblemType.INVALID_REQUEST)) {
            throw e;
        }
    }

    private List<String> permitted(Moderator admin) {
        return sites.all().stream()
                .map(Site::name)
                .filter(admin::canModerate)
                .sorted()
                .toList();
    }

    private String siteOrFirst(Moderator admin, String site) {
        List<String> permitted = permitted(admin);
        if (permitted.isEmpty()) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        return site.isEmpty() ? permitted.getFirst() : site;
    }
}
