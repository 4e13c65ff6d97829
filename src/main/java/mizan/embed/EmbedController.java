package mizan.embed;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import mizan.platform.i18n.Languages;
import mizan.platform.netty.Representation;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** The widget: one module, and one with the words of a language. Any page may load them; they hold no secret. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
class EmbedController {

    static final String CACHE_CONTROL = "public, max-age=300, stale-while-revalidate=86400";

    private final WidgetBundle script;
    private final WidgetMessages words;
    private final Sites sites;

    EmbedController(WidgetBundle script, WidgetMessages words, Sites sites) {
        this.script = script;
        this.words = words;
        this.sites = sites;
    }

    @Get("/embed.js")
    HttpResponse<?> script(HttpRequest<?> request) {
        return answer(request, script.body());
    }

    /**
     * The words in a language, or in the site's where we do not speak it.
     *
     * @param lang what the page's {@code lang} says
     */
    @Get("/embed/{site}/words.js")
    HttpResponse<?> words(HttpRequest<?> request, String site, @QueryValue @Nullable String lang) throws IOException {
        Locale ours = sites.get(site).language();
        Locale locale = Languages.asked(lang, ours);
        return answer(
                request,
                Representation.of(
                        WidgetBundle.JAVASCRIPT, words.module(locale).getBytes(StandardCharsets.UTF_8), CACHE_CONTROL));
    }

    private static MutableHttpResponse<?> answer(HttpRequest<?> request, Representation body) {
        return body.answer(request)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .header("Cross-Origin-Resource-Policy", "cross-origin")
                .header("X-Content-Type-Options", "nosniff");
    }
}
