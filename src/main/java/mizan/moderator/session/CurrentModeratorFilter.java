package mizan.moderator.session;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.authentication.Authentication;
import java.util.Set;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.url.PublicOrigin;

/**
 * Resolves the account of a token on each request to a protected route. A disabled account, a revoked role or site and a
 * new password therefore take effect at once. A request that is authenticated by the cookie and changes something must
 * come from the service's own pages.
 */
@ServerFilter(value = CurrentModeratorFilter.ALL_PATHS, patternStyle = FilterPatternStyle.REGEX)
@RequiresSignIn
final class CurrentModeratorFilter implements Ordered {

    static final String ATTRIBUTE = "mizan.moderator";

    /** The annotation selects the routes. A compiled expression costs less than Ant's pattern, parsed on each request. */
    static final String ALL_PATHS = "(?s).*";

    private static final Set<HttpMethod> SAFE_METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final ProtectedRoutes routes;
    private final CurrentModerator currentModerator;
    private final PublicOrigin publicOrigin;

    CurrentModeratorFilter(ProtectedRoutes routes, CurrentModerator currentModerator, PublicOrigin publicOrigin) {
        this.routes = routes;
        this.currentModerator = currentModerator;
        this.publicOrigin = publicOrigin;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void resolve(HttpRequest<?> request) {
        // Micronaut also runs the filter for requests that match no route.
        if (routes.contains(request)) {
            request.getUserPrincipal(Authentication.class).ifPresent(token -> resolve(request, token));
        }
    }

    private void resolve(HttpRequest<?> request, Authentication token) {
        if (SessionCookie.isUsed(request)
                && !SAFE_METHODS.contains(request.getMethod())
                && !publicOrigin.isSameOrigin(request)) {
            throw new ProblemException(ProblemType.ORIGIN_NOT_ALLOWED);
        }
        Moderator moderator =
                currentModerator.resolve(token).orElseThrow(() -> new ProblemException(ProblemType.SIGN_IN_REQUIRED));
        if (moderator.roles().isEmpty() && ProtectedRoutes.needsRole(request)) {
            throw new ProblemException(ProblemType.NOT_ALLOWED);
        }
        request.setAttribute(ATTRIBUTE, moderator);
    }
}
