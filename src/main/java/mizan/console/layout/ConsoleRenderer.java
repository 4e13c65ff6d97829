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
import mizan.mail.recipient.ModeratorAddresses;
import mizan.moderator.Moderator;
import mizan.moderator.session.CurrentModerator;
import mizan.platform.http.Templates;
import mizan.platform.i18n.LocalizedMessages;
import org.jspecify.annotations.Nullable;

/** Renders the console's pages, and the fragments that htmx inserts into them. */
@Singleton
public class ConsoleRenderer {

    /** Content Security Policy: only files of the service itself, no inline script or style. */
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
            + "img-src 'self'; form-action 'self'";

    private final Templates templates;
    private final ConsoleLanguages languages;
    private final ConsoleAssets assets;
    private final ModeratorAddresses addresses;

    ConsoleRenderer(
            Templates templates, ConsoleLanguages languages, ConsoleAssets assets, ModeratorAddresses addresses) {
        this.templates = templates;
        this.languages = languages;
        this.assets = assets;
        this.addresses = addresses;
    }

    public LocalizedMessages messages(HttpRequest<?> request) {
        return languages.messages(request);
    }

    /**
     * The layout of the requested page. A change of language returns to its path. The response to a POST has no path of
     * its own: it gets the first page's, unless its controller sets a better one.
     */
    public Layout layout(HttpRequest<?> request) {
        @Nullable Moderator moderator = CurrentModerator.of(request).orElse(null);
        boolean isReadRequest = request.getMethod() == HttpMethod.GET || request.getMethod() == HttpMethod.HEAD;
        String path = isReadRequest ? request.getUri().toString() : ConsolePath.HOME;
        return new Layout(messages(request), moderator, path, languages.all(), addresses.areAvailable(), assets.path());
    }

    public MutableHttpResponse<String> render(String template, Object model) {
        return render(HttpStatus.OK, template, model);
    }

    /** Renders an error page, or for htmx only its notice. */
    public MutableHttpResponse<String> render(HttpRequest<?> request, ProblemPage page) {
        String template = isFragment(request) ? "console/problem-notice.jte" : "console/problem.jte";
        return render(HttpStatus.valueOf(page.status()), template, page);
    }

    /** Whether htmx requests a part of a page. */
    public static boolean isFragment(HttpRequest<?> request) {
        return request.getHeaders().contains("HX-Request");
    }

    public MutableHttpResponse<String> render(HttpStatus status, String template, Object model) {
        MutableHttpResponse<String> response = HttpResponse.<String>status(status)
                .body(templates.render(template, model))
                .contentType(Templates.HTML);
        return Templates.withSecurityHeaders(response, POLICY, "'none'")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, "HX-Request");
    }

    /**
     * Whether a browser follows a link on another site, or in a mail program that is one. It then sends no SameSite=Strict
     * cookie, even if it has one.
     */
    public static boolean isFromAnotherSite(HttpRequest<?> request) {
        return "cross-site".equals(request.getHeaders().get("Sec-Fetch-Site"))
                && "document".equals(request.getHeaders().get("Sec-Fetch-Dest"));
    }

    /** Renders a page that requests a console page again, now from the console's own site ({@link ReloadPage}). */
    public MutableHttpResponse<String> reload(HttpRequest<?> request, String path) {
        String next =
                ConsolePath.isSignIn(path) ? path : ConsolePath.orHome(path).toString();
        return render("console/reload.jte", new ReloadPage(layout(request), next));
    }

    /** Redirects a browser with status 303. The response must not be cached. */
    public static MutableHttpResponse<?> redirect(URI location) {
        return HttpResponse.seeOther(location).header(HttpHeaders.CACHE_CONTROL, "no-store");
    }
}
