package mizan.console.layout;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import jakarta.inject.Singleton;
import java.net.URI;
import mizan.console.ConsolePath;
import mizan.moderator.CurrentModerator;
import mizan.moderator.Moderator;
import mizan.platform.http.Templates;
import mizan.platform.i18n.LocalizedMessages;
import org.jspecify.annotations.Nullable;

/** Makes the console's pages, and the fragments that htmx puts into them. */
@Singleton
public class ConsoleRenderer {

    /** Nothing but our own, nothing inline, in nobody's frame. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self'; form-action 'self'";

    private final Templates templates;
    private final ConsoleLanguages languages;
    private final ConsoleAssets assets;

    ConsoleRenderer(Templates templates, ConsoleLanguages languages, ConsoleAssets assets) {
        this.templates = templates;
        this.languages = languages;
        this.assets = assets;
    }

    public LocalizedMessages messages(HttpRequest<?> request) {
        return languages.messages(request);
    }

    /**
     * What stands around the page that is asked for. A form's answer stands at no address of its own, for a choice of
     * language to lead back to: it has the first page's, until its controller knows a nearer one.
     */
    public Layout layout(HttpRequest<?> request) {
        @Nullable Moderator moderator = CurrentModerator.of(request).orElse(null);
        boolean isReadRequest = request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
        String path = isReadRequest ? request.getUri().toString() : ConsolePath.HOME;
        return new Layout(messages(request), moderator, path, languages.all(), assets.path());
    }

    public MutableHttpResponse<String> render(String template, Object model) {
        return render(HttpStatus.OK, template, model);
    }

    public MutableHttpResponse<String> render(HttpStatus status, String template, Object model) {
        MutableHttpResponse<String> response = HttpResponse.<String>status(status)
                .body(templates.render(template, model))
                .contentType(Templates.HTML);
        return Templates.withSecurityHeaders(response, POLICY, "'none'")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, "HX-Request");
    }

    /** Sends a browser on, by GET; the answer is nobody's to keep. */
    public static MutableHttpResponse<?> redirect(URI location) {
        return HttpResponse.seeOther(location).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
