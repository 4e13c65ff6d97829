package mizan.embed.widget;

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
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** The widget: a script, a style sheet, and modules that it loads, such as the messages of one language. Pages of any origin may load them. */
@Controller
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
class EmbedController {

    static final String CACHE_CONTROL = "public, max-age=300, stale-while-revalidate=86400";

    private final WidgetBundle bundle;
    private final WidgetMessages messages;
    private final Sites sites;

    EmbedController(WidgetBundle bundle, WidgetMessages messages, Sites sites) {
        this.bundle = bundle;
        this.messages = messages;
        this.sites = sites;
    }

    @Get("/embed.js")
    HttpResponse<?> script(HttpRequest<?> request) {
        return respond(request, bundle.script());
    }

    /** The style sheet of comments that are included without script. */
    @Get("/embed.css")
    HttpResponse<?> styleSheet(HttpRequest<?> request) {
        return respond(request, bundle.styleSheet());
    }

    /** The module that finds proofs of work. The widget loads it when the service asks for one. */
    @Get("/embed/solver.js")
    HttpResponse<?> solver(HttpRequest<?> request) {
        return respond(request, bundle.solver());
    }

    /**
     * Returns the messages in a language. If it is not supported, the language of the site is used.
     *
     * @param lang the {@code lang} attribute of the page
     */
    @Get("/embed/{site}/words.js")
    HttpResponse<?> messages(HttpRequest<?> request, String site, @QueryValue @Nullable String lang)
            throws IOException {
        Site found = sites.get(site);
        return respond(request, module(messages.module(Languages.negotiate(lang, found.language()), found)));
    }

    /**
     * The module with the fields of a notice of illegal content and their messages. The widget loads it when a reader reports a
     * comment as illegal.
     *
     * @param lang the language of the widget
     */
    @Get("/embed/{site}/notice.js")
    HttpResponse<?> notice(HttpRequest<?> request, String site, @QueryValue @Nullable String lang) throws IOException {
        Locale language = Languages.negotiate(lang, sites.get(site).language());
        return respond(request, module(bundle.notice() + messages.noticeTexts(language)));
    }

    private static Representation module(String source) {
        return Representation.of(WidgetBundle.JAVASCRIPT, source.getBytes(StandardCharsets.UTF_8), CACHE_CONTROL);
    }

    private static MutableHttpResponse<?> respond(HttpRequest<?> request, Representation body) {
        return body.response(request)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .header("Cross-Origin-Resource-Policy", "cross-origin");
    }
}
