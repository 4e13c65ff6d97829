package mizan.moderator;

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
import java.util.function.Predicate;
import java.util.regex.Pattern;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.PublicOrigin;

/**
 * Finds the account that a token names, anew with every request: an account that was disabled, a role or a site taken
 * away, a new password count at once. What a browser's cookie signs and changes something has to come from the service's
 * own pages.
 */
@ServerFilter(value = CurrentModeratorFilter.ROUTES, patternStyle = FilterPatternStyle.REGEX)
final class CurrentModeratorFilter implements Ordered {

    static final String ATTRIBUTE = "mizan.moderator";

    /** One expression, as each request is held against it: Ant's patterns are parsed again each time. */
    static final String ROUTES = "(?s)(/api/v1/(moderation|audit|privacy)|/console)(/.*)?";

    private static final Predicate<String> IS_ROUTE = Pattern.compile(ROUTES).asMatchPredicate();

    /** Open to an account without any role too: its session has to end somehow. */
    private static final String SIGN_OUT = "/console/sign-out";

    /** Pages of the console for those who are not signed in, or not any more. */
    private static final Set<String> PUBLIC =
            Set.of("/console/sign-in", "/console/language", "/console/openid", "/console/openid/callback");

    private static final Set<HttpMethod> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    private final CurrentModerator signedIn;
    private final PublicOrigin publicOrigin;

    CurrentModeratorFilter(CurrentModerator signedIn, PublicOrigin publicOrigin) {
        this.signedIn = signedIn;
        this.publicOrigin = publicOrigin;
    }

    /** Whether the request is for a route whose caller is looked for. */
    static boolean covers(HttpRequest<?> request) {
        String path = request.getPath();
        return !PUBLIC.contains(path) && IS_ROUTE.test(path);
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after();
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    void find(HttpRequest<?> request) {
        if (PUBLIC.contains(request.getPath())) {
            return;
        }
        request.getUserPrincipal(Authentication.class).ifPresent(token -> {
            if (SessionCookie.isRead(request)
                    && !SAFE.contains(request.getMethod())
                    && !publicOrigin.isSameOrigin(request)) {
                throw new ProblemException(ProblemType.ORIGIN_NOT_ALLOWED);
            }
            Moderator moderator =
                    signedIn.moderator(token).orElseThrow(() -> new ProblemException(ProblemType.SIGN_IN_REQUIRED));
            if (moderator.roles().isEmpty() && !request.getPath().equals(SIGN_OUT)) {
                throw new ProblemException(ProblemType.NOT_ALLOWED);
            }
            request.setAttribute(ATTRIBUTE, moderator);
        });
    }
}
