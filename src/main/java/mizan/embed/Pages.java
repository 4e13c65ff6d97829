package mizan.embed;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import mizan.platform.http.Templates;
import mizan.platform.netty.Representation;
import mizan.publication.Publication;

/** Makes pages of templates. */
@Singleton
class Pages {

    private static final String STILL = "default-src 'none'; style-src 'self'; img-src 'self'; form-action ";

    private final Templates templates;

    Pages(Templates templates) {
        this.templates = templates;
    }

    /** A page without a form. */
    MutableHttpResponse<String> page(HttpStatus status, String template, Object model) {
        return page(status, template, model, List.of("'none'"));
    }

    /**
     * Nothing but our own style sheets and images is loaded, no script runs, no other page may frame it.
     *
     * @param formTargets where a form may lead, as CSP source expressions
     */
    MutableHttpResponse<String> page(HttpStatus status, String template, Object model, List<String> formTargets) {
        return secured(
                HttpResponse.<String>status(status).body(templates.render(template, model)),
                STILL + sources(formTargets));
    }

    /** A page whose modules may ask the service, and nobody else. */
    MutableHttpResponse<String> scripted(String template, Object model, List<String> formTargets) {
        return secured(
                HttpResponse.ok(templates.render(template, model)),
                "script-src 'self'; connect-src 'self'; " + STILL + sources(formTargets));
    }

    /** A public page, which caches keep and the site's own pages may frame. */
    MutableHttpResponse<?> shared(HttpRequest<?> request, String template, Discussion model) {
        Representation body = Representation.of(
                Templates.HTML,
                templates.render(template, model).getBytes(StandardCharsets.UTF_8),
                Publication.CACHE_CONTROL);
        String ours = sources(model.form().targets());
        return Templates.secured(body.answer(request), STILL + ours, ours);
    }

    /**
     * What every page is sent with.
     *
     * @param policy what it may load, as CSP directives
     */
    static MutableHttpResponse<String> secured(MutableHttpResponse<String> response, String policy) {
        return Templates.secured(response.contentType(Templates.HTML), policy, "'none'")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    private static String sources(List<String> expressions) {
        return String.join(" ", expressions);
    }
}
