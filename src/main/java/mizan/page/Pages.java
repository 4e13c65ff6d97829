package mizan.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.util.List;

/** Makes pages of templates, which are compiled with the service and escape whatever they are given. */
@Singleton
class Pages {

    private static final MediaType HTML = MediaType.of("text/html;charset=utf-8");

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    /** A page without a form. */
    MutableHttpResponse<String> page(HttpStatus status, String template, Object model) {
        return page(status, template, model, List.of("'none'"));
    }

    /**
     * Nothing but our own style sheet and images is loaded, no script runs, no other page may frame it.
     *
     * @param formTargets where a form may lead, as CSP source expressions
     */
    MutableHttpResponse<String> page(HttpStatus status, String template, Object model, List<String> formTargets) {
        StringOutput output = new StringOutput();
        engine.render(template, model, output);
        String policy = "default-src 'none'; style-src 'self'; img-src 'self'; form-action ";
        return secured(
                HttpResponse.<String>status(status).body(output.toString()), policy + String.join(" ", formTargets));
    }

    /**
     * What every page is sent with.
     *
     * @param policy what it may load, as CSP directives
     */
    static MutableHttpResponse<String> secured(MutableHttpResponse<String> response, String policy) {
        return response.contentType(HTML)
                .header("Content-Security-Policy", policy + "; base-uri 'none'; frame-ancestors 'none'")
                .header("X-Content-Type-Options", "nosniff")
                // Not no-referrer: with it a browser sends the form with «Origin: null».
                .header("Referrer-Policy", "same-origin")
                .header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
