package mizan.embed;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import mizan.mail.NotificationRequests;
import mizan.platform.http.Templates;
import mizan.platform.netty.Representation;

/** Renders pages from templates, with their security headers. */
@Singleton
public class Pages {

    private static final String POLICY_WITHOUT_SCRIPT =
            "default-src 'none'; style-src 'self'; img-src 'self'; form-action ";

    private final Templates templates;
    private final NotificationRequests notifications;

    Pages(Templates templates, NotificationRequests notifications) {
        this.templates = templates;
        this.notifications = notifications;
    }

    /** Whether forms offer an e-mail about the decision. */
    public boolean offersMail() {
        return notifications.areAvailable();
    }

    /** Renders a page without a form. */
    public MutableHttpResponse<String> render(HttpStatus status, String template, Object model) {
        return render(status, template, model, List.of("'none'"));
    }

    /**
     * Renders a page. It may load only the service's own style sheets and images, runs no script, and cannot be framed.
     *
     * @param formTargets CSP sources for {@code form-action}
     */
    public MutableHttpResponse<String> render(
            HttpStatus status, String template, Object model, List<String> formTargets) {
        return secured(
                HttpResponse.<String>status(status).body(templates.render(template, model)),
                POLICY_WITHOUT_SCRIPT + sources(formTargets));
    }

    /** Renders a page with scripts, which may connect only to the service. */
    public MutableHttpResponse<String> renderWithScript(String template, Object model, List<String> formTargets) {
        return secured(
                HttpResponse.ok(templates.render(template, model)),
                "script-src 'self'; connect-src 'self'; " + POLICY_WITHOUT_SCRIPT + sources(formTargets));
    }

    /** Renders a page without its policy. */
    public Representation renderShared(String template, Object model, String cacheControl) {
        return Representation.of(
                Templates.HTML, templates.render(template, model).getBytes(StandardCharsets.UTF_8), cacheControl);
    }

    /** Adds the policy of a page that the site's own pages may frame. */
    public static MutableHttpResponse<?> withSharedPolicy(MutableHttpResponse<?> response, List<String> formTargets) {
        String sources = sources(formTargets);
        return Templates.withSecurityHeaders(response, POLICY_WITHOUT_SCRIPT + sources, sources);
    }

    /**
     * Adds the headers of every page.
     *
     * @param policy CSP directives for what the page may load
     */
    public static MutableHttpResponse<String> secured(MutableHttpResponse<String> response, String policy) {
        return Templates.withSecurityHeaders(response.contentType(Templates.HTML), policy, "'none'")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static String sources(List<String> expressions) {
        return String.join(" ", expressions);
    }
}
