package mizan.moderator.session;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.reader.TokenReader;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import mizan.moderator.Session;
import mizan.platform.http.url.PublicOrigin;

/**
 * The cookie with a moderator's token: HttpOnly, SameSite=Strict, and Secure outside the loopback address. It is read only
 * on protected routes, and only if the request has no Authorization header.
 */
@Singleton
public class SessionCookie implements TokenReader<HttpRequest<?>> {

    private static final String NAME = "mizan-session";

    /** Neither another host nor a page without TLS can set a cookie with this prefix (RFC 6265bis §4.1.3.2). */
    private static final String SECURE_NAME = "__Host-" + NAME;

    private static final String USED = "mizan.session-cookie";

    private final SessionTokens tokens;
    private final ProtectedRoutes routes;
    private final PublicOrigin publicOrigin;

    SessionCookie(SessionTokens tokens, ProtectedRoutes routes, PublicOrigin publicOrigin) {
        this.tokens = tokens;
        this.routes = routes;
        this.publicOrigin = publicOrigin;
    }

    /** Creates the cookie that signs a browser in. */
    public Cookie issue(HttpRequest<?> request, Session session) {
        SessionTokens.BrowserToken token = tokens.begin(session);
        return cookie(request, token.value(), token.lifetime());
    }

    /** Creates a cookie with a new token if the old one is due for renewal ({@link SessionTokens#renew}). */
    Optional<Cookie> renew(HttpRequest<?> request, Authentication token) {
        return tokens.renew(token).map(renewed -> cookie(request, renewed.value(), renewed.lifetime()));
    }

    /** Creates the expired cookie that signs a browser out. */
    public Cookie clear(HttpRequest<?> request) {
        return cookie(request, "", Duration.ZERO);
    }

    @Override
    public Optional<String> findToken(HttpRequest<?> request) {
        if (request.getHeaders().contains(HttpHeaders.AUTHORIZATION) || !routes.contains(request)) {
            return Optional.empty();
        }
        Optional<String> token = request.getCookies().findCookie(name(request)).map(Cookie::getValue);
        token.ifPresent(_ -> request.setAttribute(USED, true));
        return token;
    }

    /** Whether the request has the cookie, valid or not. */
    public boolean isPresent(HttpRequest<?> request) {
        return request.getCookies()
                .findCookie(name(request))
                .filter(cookie -> !cookie.getValue().isEmpty())
                .isPresent();
    }

    /** Whether the cookie authenticates the request, if it is valid. */
    public static boolean isUsed(HttpRequest<?> request) {
        return request.getAttribute(USED).isPresent();
    }

    private Cookie cookie(HttpRequest<?> request, String value, Duration maxAge) {
        return Cookie.of(name(request), value)
                .httpOnly(true)
                .secure(!publicOrigin.isLoopback(request))
                .sameSite(SameSite.Strict)
                .path("/")
                .maxAge(maxAge);
    }

    private String name(HttpRequest<?> request) {
        return publicOrigin.isLoopback(request) ? NAME : SECURE_NAME;
    }
}
