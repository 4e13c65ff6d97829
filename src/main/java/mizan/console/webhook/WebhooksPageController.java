package mizan.console.webhook;

import static java.util.stream.Collectors.toMap;

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
import java.util.UUID;
import mizan.console.layout.ConsoleRenderer;
import mizan.console.layout.Layout;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.moderator.Role;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.StrictBodyReader;
import mizan.site.Site;
import mizan.site.Sites;
import mizan.webhook.Webhook;
import mizan.webhook.WebhookForm;
import mizan.webhook.Webhooks;
import org.jspecify.annotations.Nullable;

/** Lists, adds, tests and deletes webhooks, rotates their secrets, and sends parked events again. */
@Controller(WebhooksPage.PATH)
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class WebhooksPageController {

    /** The accepted values of the query parameter {@code done}: key suffixes of messages. */
    private static final Set<String> DONE = Set.of("deleted", "redelivered", "tested");

    private final Webhooks webhooks;
    private final WebhookForm form;
    private final Sites sites;
    private final StrictBodyReader reader;
    private final ConsoleRenderer renderer;

    WebhooksPageController(
            Webhooks webhooks, WebhookForm form, Sites sites, StrictBodyReader reader, ConsoleRenderer renderer) {
        this.webhooks = webhooks;
        this.form = form;
        this.sites = sites;
        this.reader = reader;
        this.renderer = renderer;
    }

    @Get
    HttpResponse<?> list(HttpRequest<?> request, Moderator admin, @QueryValue @Nullable String done) {
        admin.require(Role.ADMIN);
        return renderer.render(
                "console/webhooks.jte", new WebhooksPage(renderer.layout(request), webhooks.list(), known(done)));
    }

    @Get("/new")
    HttpResponse<?> addForm(HttpRequest<?> request, Moderator admin) {
        admin.require(Role.ADMIN);
        return render(HttpStatus.OK, renderer.layout(request), WebhookFields.EMPTY, List.of());
    }

    @Post("/new")
    @BodyErrorResponses
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> add(HttpRequest<?> request, Moderator admin, @Body byte[] body) {
        admin.require(Role.ADMIN);
        WebhookFields fields = WebhookFields.of(reader.form(body));
        try {
            Webhooks.NewWebhook added = form.add(fields.site(), fields.url(), fields.types(), admin.name());
            return renderWithSecret(request, added.webhook(), "added", added.secret());
        } catch (ProblemException e) {
            if (!e.type().equals(ProblemType.INVALID_REQUEST)) {
                throw e;
            }
            Layout layout = renderer.layout(request).withPath(NewWebhookPage.PATH);
            return render(HttpStatus.UNPROCESSABLE_ENTITY, layout, fields, e.violations());
        }
    }

    @Get("/{id}")
    HttpResponse<?> show(HttpRequest<?> request, Moderator admin, UUID id, @QueryValue @Nullable String done) {
        admin.require(Role.ADMIN);
        return renderer.render(
                "console/webhook.jte", page(renderer.layout(request), requireWebhook(id), known(done), null));
    }

    @Post("/{id}/secret")
    @Consumes(MediaType.ALL)
    HttpResponse<?> rotate(HttpRequest<?> request, Moderator admin, UUID id) {
        admin.require(Role.ADMIN);
        String secret =
                webhooks.rotate(id, admin.name()).orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
        return renderWithSecret(request, requireWebhook(id), "rotated", secret);
    }

    @Post("/{id}/test")
    @Consumes(MediaType.ALL)
    HttpResponse<?> test(Moderator admin, UUID id) {
        admin.require(Role.ADMIN);
        if (!webhooks.test(id)) {
            throw new ProblemException(ProblemType.NOT_FOUND);
        }
        return redirect(WebhooksPage.PATH + "/" + id, "tested");
    }

    @Post("/{id}/redeliver")
    @Consumes(MediaType.ALL)
    HttpResponse<?> redeliver(Moderator admin, UUID id) {
        admin.require(Role.ADMIN);
        Webhook webhook = requireWebhook(id);
        webhooks.redeliver(id, admin.name());
        return redirect(WebhooksPage.path(webhook), "redelivered");
    }

    /** Asks for confirmation. */
    @Get("/{id}/delete")
    HttpResponse<?> confirmDelete(HttpRequest<?> request, Moderator admin, UUID id) {
        admin.require(Role.ADMIN);
        return renderer.render(
                "console/webhook-delete.jte",
                new WebhookPage(renderer.layout(request), requireWebhook(id), true, List.of(), List.of(), null, null));
    }

    @Post("/{id}/delete")
    @Consumes(MediaType.ALL)
    HttpResponse<?> delete(Moderator admin, UUID id) {
        admin.require(Role.ADMIN);
        // If another administrator was faster, it is deleted too.
        webhooks.delete(id, admin.name());
        return redirect(WebhooksPage.PATH, "deleted");
    }

    private HttpResponse<?> render(
            HttpStatus status, Layout layout, WebhookFields fields, List<FieldViolation> violations) {
        Map<String, String> errors = violations.stream()
                .collect(toMap(FieldViolation::field, violation -> message(layout, violation), (first, _) -> first));
        return renderer.render(
                status,
                "console/webhook-new.jte",
                new NewWebhookPage(
                        layout,
                        sites.all().stream().map(Site::name).sorted().toList(),
                        fields.site(),
                        fields.url(),
                        fields.events(),
                        errors));
    }

    private static String message(Layout layout, FieldViolation violation) {
        return layout.text(
                "webhooks.error." + violation.code(), violation.arguments().toArray());
    }

    private HttpResponse<?> renderWithSecret(HttpRequest<?> request, Webhook webhook, String done, String secret) {
        Layout layout = renderer.layout(request).withPath(WebhooksPage.path(webhook));
        return renderer.render("console/webhook.jte", page(layout, webhook, done, secret));
    }

    private WebhookPage page(Layout layout, Webhook webhook, @Nullable String done, @Nullable String secret) {
        return new WebhookPage(
                layout,
                webhook,
                webhooks.isSecretReadable(webhook.id()),
                webhooks.undelivered(webhook.id()),
                webhooks.lastDelivered(webhook.id()),
                done,
                secret);
    }

    private Webhook requireWebhook(UUID id) {
        return webhooks.find(id).orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
    }

    private static @Nullable String known(@Nullable String done) {
        return done != null && DONE.contains(done) ? done : null;
    }

    private static HttpResponse<?> redirect(String path, String done) {
        return ConsoleRenderer.redirect(
                UriBuilder.of(path).queryParam("done", done).build());
    }
}
