package mizan.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import mizan.platform.FinishedBody;
import mizan.publication.Publication;

/** Makes pages of templates, which are compiled with the service and escape whatever they are given. */
@Singleton
class Pages {

    private static final MediaType HTML = MediaType.of("text/html;charset=utf-8");

    private static final String STILL = "default-src 'none'; style-src 'self'; img-src 'self'; form-action ";

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

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
                HttpResponse.<String>status(status).body(rendered(template, model)), STILL + sources(formTargets));
    }

    /** A page whose modules may ask the service, and nobody else. */
    MutableHttpResponse<String> scripted(String template, Object model, List<String> formTargets) {
        return secured(
                HttpResponse.ok(rendered(template, model)),
                "script-src 'self'; connect-src 'self'; " + STILL + sources(formTargets));
    }

    /** A public page, which caches keep and the site's own pages may frame. */
    MutableHttpResponse<?> shared(HttpRequest<?> request, String template, Discussion model) {
        FinishedBody body = FinishedBody.of(
                HTML, rendered(template, model).getBytes(StandardCharsets.UTF_8), Publication.CACHE_CONTROL);
        String ours = sources(model.form().targets());
        return headed(body.answer(request), STILL + ours, ours);
    }

    /**
     * What every page is sent with.
     *
     * @param policy what it may load, as CSP directives
     */
    static MutableHttpResponse<String> secured(MutableHttpResponse<String> response, String policy) {
        headed(response.contentType(HTML), policy, "'none'").header(HttpHeaders.CACHE_CONTROL, "no-store");
        return response;
    }

    private static MutableHttpResponse<?> headed(MutableHttpResponse<?> response, String policy, String framing) {
        return response.header("Content-Security-Policy", policy + "; base-uri 'none'; frame-ancestors " + framing)
                .header("X-Content-Type-Options", "nosniff")
                // Not no-referrer: with it a browser sends the form with «Origin: null».
                .header("Referrer-Policy", "same-origin");
    }

    private String rendered(String template, Object model) {
        StringOutput output = new StringOutput();
        engine.render(template, model, output);
        return output.toString();
    }

    private static String sources(List<String> expressions) {
        return String.join(" ", expressions);
    }
}
