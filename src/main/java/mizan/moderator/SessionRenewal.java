package mizan.moderator;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;
import io.micronaut.security.authentication.Authentication;

/**
 * Whoever works stays signed in: a session in a browser ends some time after the last request, not in mid-shift. What a
 * page asks the API for by itself is nobody's work, so that a console nobody sits at is signed out. Nor is a provider's
 * account kept: it signs in there again, for the provider may have let somebody go.
 */
@ServerFilter(value = CurrentModeratorFilter.ROUTES, patternStyle = FilterPatternStyle.REGEX)
final class SessionRenewal {

    private static final String PAGES = "/console";

    private final SessionCookie cookie;

    SessionRenewal(SessionCookie cookie) {
        this.cookie = cookie;
    }

    @ResponseFilter
    void renew(HttpRequest<?> request, MutableHttpResponse<?> response) {
        // What signs out, or in anew, has a cookie of its own.
        if (SessionCookie.isRead(request)
                && isWork(request)
                && CurrentModerator.of(request)
                        .filter(moderator -> !moderator.isProviderAccount())
                        .isPresent()
                && !response.getHeaders().contains(HttpHeaders.SET_COOKIE)) {
            request.getUserPrincipal(Authentication.class)
                    .flatMap(token -> cookie.renew(request, token))
                    .ifPresent(response::cookie);
        }
    }

    private static boolean isWork(HttpRequest<?> request) {
        return request.getPath().startsWith(PAGES) || request.getMethod() != HttpMethod.GET;
    }
}
