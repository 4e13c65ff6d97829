package mizan.console.layout;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import java.util.Optional;
import java.util.Set;
import mizan.console.ConsolePath;
import mizan.moderator.session.SessionCookie;
import mizan.platform.http.Problem;
import mizan.platform.http.ProblemResponses;
import mizan.platform.http.ProblemType;
import mizan.platform.http.url.HttpUrl;
import mizan.platform.http.url.PublicOrigin;
import org.jspecify.annotations.Nullable;

/**
 * Rules for all console routes.
 *
 * <ul>
 *   <li>Only pages of the service's own origin may send unsafe requests (CSRF protection).
 *   <li>Requests without a sign-in are redirected to the sign-in page.
 *   <li>Problems become pages in the moderator's language, or fragments for htmx. Clients that do not accept HTML get
 *       {@code application/problem+json}.
 * </ul>
 */
@ServerFilter("/console/**")
final class ConsoleFilter implements Ordered {

    private static final Set<HttpMethod> SAFE_METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    /** The OpenID provider redirects here. A failed sign-in shows the error; it must not start another attempt. */
    private static final String OPENID = "/console/openid";

    private final PublicOrigin publicOrigin;
    private final SessionCookie sessionCookie;
    private final ConsoleRenderer renderer;
    private final ProblemResponses problems;

    ConsoleFilter(
            PublicOrigin publicOrigin,
            SessionCookie sessionCookie,
            ConsoleRenderer renderer,
            ProblemResponses problems) {
        this.publicOrigin = publicOrigin;
        this.sessionCookie = sessionCookie;
        this.renderer = renderer;
        this.problems = problems;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.before();
    }

    /** Also checks requests without a sign-in. Otherwise another site could sign a browser in to another account. */
    @RequestFilter
    @Nullable HttpResponse<?> rejectOtherOrigins(HttpRequest<?> request) {
        if (SAFE_METHODS.contains(request.getMethod()) || publicOrigin.isSameOrigin(request)) {
            return null;
        }
        if (!acceptsHtml(request)) {
            return problems.response(request, ProblemType.ORIGIN_NOT_ALLOWED);
        }
        // The console's own page, but over http: no other site is to blame.
        return renderer.render(
                request,
                publicOrigin.isSameHost(request)
                        ? ProblemPage.insecureOrigin(renderer.layout(request))
                        : ProblemPage.of(renderer.layout(request), ProblemType.ORIGIN_NOT_ALLOWED));
    }

    @ResponseFilter
    MutableHttpResponse<?> renderProblem(HttpRequest<?> request, MutableHttpResponse<?> response) {
        if (!(response.body() instanceof Problem problem)) {
            return response;
        }
        boolean isUnauthorized = problem.status() == HttpStatus.UNAUTHORIZED.getCode();
        if (isUnauthorized && request.getPath().equals(ConsolePath.SIGN_OUT)) {
            // The session had ended before.
            return ConsoleRenderer.redirect(ConsolePath.signIn(null)).cookie(sessionCookie.clear(request));
        }
        if (!acceptsHtml(request)) {
            return response;
        }
        if (isUnauthorized && !request.getPath().startsWith(OPENID)) {
            return signInRequired(request, problem);
        }
        MutableHttpResponse<?> page =
                renderer.render(request, ProblemPage.of(renderer.layout(request), request, problem));
        @Nullable String retryAfter = response.getHeaders().get(HttpHeaders.RETRY_AFTER);
        return retryAfter == null ? page : page.header(HttpHeaders.RETRY_AFTER, retryAfter);
    }

    private MutableHttpResponse<?> signInRequired(HttpRequest<?> request, Problem problem) {
        if (ConsoleRenderer.isFragment(request)) {
            @Nullable String next = pathAndQuery(request.getHeaders().get("HX-Current-URL"));
            return renderer.render(request, ProblemPage.of(renderer.layout(request), request, problem))
                    .header("HX-Redirect", ConsolePath.signIn(next).toString());
        }
        if (!SAFE_METHODS.contains(request.getMethod())) {
            return renderer.render(request, ProblemPage.of(renderer.layout(request), request, problem));
        }
        String path = request.getUri().toString();
        if (!SessionCookie.isUsed(request) && ConsoleRenderer.isFromAnotherSite(request)) {
            return renderer.reload(request, path);
        }
        MutableHttpResponse<?> redirect = ConsoleRenderer.redirect(ConsolePath.signIn(path));
        // The cookie of a session that has ended would lead the sign-in page back here.
        return SessionCookie.isUsed(request) ? redirect.cookie(sessionCookie.clear(request)) : redirect;
    }

    private static boolean acceptsHtml(HttpRequest<?> request) {
        return ConsoleRenderer.isFragment(request)
                || request.getHeaders().accept().stream().anyMatch(MediaType.TEXT_HTML_TYPE::equals);
    }

    // The path and query of the URL in HX-Current-URL; null if it is invalid.
    private static @Nullable String pathAndQuery(@Nullable String url) {
        return Optional.ofNullable(url)
                .flatMap(HttpUrl::parse)
                .map(current -> current.withFragment("").target())
                .orElse(null);
    }
}
