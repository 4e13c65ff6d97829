package mizan.moderator;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.cookie.Cookie;
import io.micronaut.http.cookie.SameSite;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.reader.TokenReader;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import mizan.platform.http.PublicOrigin;

/**
 * The cookie that holds a moderator's token in a browser: out of reach for scripts, never sent from another site, over
 * TLS only outside the loopback address. It is read only where accounts are looked for, and where there is no
 * Authorization header.
 */
@Singleton
public class SessionCookie implements TokenReader<HttpRequest<?>> {

    private static final String NAME = "mizan-session";

    /** No other host and no page without TLS can set a cookie of such a name (RFC 6265bis §4.1.3.2). */
    private static final String SECURE_NAME = "__Host-" + NAME;

    private static final String READ = "mizan.session-cookie";

    private final SessionTokens tokens;
    private final ProtectedRoutes routes;
    private final PublicOrigin publicOrigin;

    SessionCookie(SessionTokens tokens, ProtectedRoutes routes, PublicOrigin publicOrigin) {
        this.tokens = tokens;
        this.routes = routes;
        this.publicOrigin = publicOrigin;
    }

    /** What signs a browser in. */
    public Cookie issue(HttpRequest<?> request, Session session) {
        SessionTokens.Renewable token = tokens.begin(session);
        return cookie(request, token.value(), token.age());
    }

    /** What keeps a browser signed in whose token is more than half over ({@link SessionTokens#renew}). */
    Optional<Cookie> renew(HttpRequest<?> request, Authentication token) {
        return tokens.renew(token).map(renewed -> cookie(request, renewed.value(), renewed.age()));
    }

    /** What signs a browser out. */
    public Cookie clear(HttpRequest<?> request) {
        return cookie(request, "", Duration.ZERO);
    }

    @Override
    public Optional<String> findToken(HttpRequest<?> request) {
        if (request.getHeaders().contains(HttpHeaders.AUTHORIZATION) || !routes.contains(request)) {
            return Optional.empty();
        }
        Optional<String> token = request.getCookies().findCookie(name(request)).map(Cookie::getValue);
        token.ifPresent(_ -> request.setAttribute(READ, true));
        return token;
    }

    /** Whether it is the cookie that says who asks. */
    static boolean isUsed(HttpRequest<?> request) {
        return request.getAttribute(READ).isPresent();
    }

    private Cookie cookie(HttpRequest<?> request, String value, Duration age) {
        return Cookie.of(name(request), value)
                .httpOnly(true)
                .secure(!publicOrigin.isLoopback(request))
                .sameSite(SameSite.Strict)
                .path("/")
                .maxAge(age);
    }

    private String name(HttpRequest<?> request) {
        return publicOrigin.isLoopback(request) ? NAME : SECURE_NAME;
    }
}
