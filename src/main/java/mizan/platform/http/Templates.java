package mizan.platform.http;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;

/** Renders HTML templates (JTE). They are compiled at build time and escape all values. */
@Singleton
public class Templates {

    public static final MediaType HTML = MediaType.of("text/html;charset=utf-8");

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    /** @param model the value of the template's parameter {@code model} */
    public String render(String template, Object model) {
        StringOutput output = new StringOutput();
        engine.render(template, model, output);
        return output.toString();
    }

    /**
     * Adds the security headers of every page.
     *
     * @param policy CSP directives for the resources that the page may load
     * @param frameAncestors CSP source expressions for the pages that may frame it
     */
    public static <T> MutableHttpResponse<T> withSecurityHeaders(
            MutableHttpResponse<T> response, String policy, String frameAncestors) {
        return response.header(
                        "Content-Security-Policy", policy + "; base-uri 'none'; frame-ancestors " + frameAncestors)
                // With no-referrer, browsers would submit the form with "Origin: null".
                .header("Referrer-Policy", "same-origin");
    }
}
