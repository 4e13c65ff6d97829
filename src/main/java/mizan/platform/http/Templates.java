package mizan.platform.http;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;

/** Makes HTML of templates, which are compiled with the service and escape whatever they are given. */
@Singleton
public class Templates {

    public static final MediaType HTML = MediaType.of("text/html;charset=utf-8");

    private final TemplateEngine engine = TemplateEngine.createPrecompiled(ContentType.Html);

    /** @param model what the template takes under this name */
    public String render(String template, Object model) {
        StringOutput output = new StringOutput();
        engine.render(template, model, output);
        return output.toString();
    }

    /**
     * What every page is sent with.
     *
     * @param policy what it may load, as CSP directives
     * @param framing who may frame it, as CSP source expressions
     */
    public static <T> MutableHttpResponse<T> withSecurityHeaders(
            MutableHttpResponse<T> response, String policy, String framing) {
        return response.header("Content-Security-Policy", policy + "; base-uri 'none'; frame-ancestors " + framing)
                .header("X-Content-Type-Options", "nosniff")
                // Not no-referrer: with it a browser sends the form with «Origin: null».
                .header("Referrer-Policy", "same-origin");
    }
}
