package mizan.moderator;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.security.authentication.Authentication;

/** Whoever works stays signed in: a session in a browser ends an hour after its last request, not in mid-shift. */
@ServerFilter({SignedInFilter.MODERATION, SignedInFilter.AUDIT, SignedInFilter.PRIVACY, SignedInFilter.CONSOLE})
final class SessionRenewal {

    private final SessionCookie cookie;

    SessionRenewal(SessionCookie cookie) {
        this.cookie = cookie;
    }

    @ResponseFilter
    void renew(HttpRequest<?> request, MutableHttpResponse<?> response) {
        // What signs out, or in anew, has a cookie of its own.
        if (SessionCookie.isRead(request)
                && SignedIn.of(request).isPresent()
                && !response.getHeaders().contains(HttpHeaders.SET_COOKIE)) {
            request.getUserPrincipal(Authentication.class)
                    .flatMap(token -> cookie.renew(request, token))
                    .ifPresent(response::cookie);
        }
    }
}
