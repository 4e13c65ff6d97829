package mizan.moderator.session;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;
import io.micronaut.security.authentication.Authentication;
import mizan.moderator.RequiresSignIn;

/**
 * Renews the session of a moderator who works in a browser. Requests that a page sends by itself are no activity, so an
 * unattended console is signed out. Sessions of provider accounts are not renewed: these accounts sign in again at the
 * provider, which may have revoked them.
 */
@ServerFilter(value = CurrentModeratorFilter.ALL_PATHS, patternStyle = FilterPatternStyle.REGEX)
@RequiresSignIn
final class SessionRenewal {

    private final SessionCookie cookie;

    SessionRenewal(SessionCookie cookie) {
        this.cookie = cookie;
    }

    @ResponseFilter
    void renew(HttpRequest<?> request, MutableHttpResponse<?> response) {
        // Signing in, signing out and a new password set the cookie themselves.
        if (SessionCookie.isUsed(request)
                && ProtectedRoutes.isActivity(request)
                && CurrentModerator.of(request)
                        .filter(moderator -> !moderator.isProviderAccount())
                        .isPresent()
                && !response.getHeaders().contains(HttpHeaders.SET_COOKIE)) {
            request.getUserPrincipal(Authentication.class)
                    .flatMap(token -> cookie.renew(request, token))
                    .ifPresent(response::cookie);
        }
    }
}
