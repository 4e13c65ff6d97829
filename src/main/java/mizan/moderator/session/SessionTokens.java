package mizan.moderator.session;

import io.micronaut.context.annotation.Property;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.generator.TokenGenerator;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import mizan.moderator.Session;
import mizan.platform.SharedClock;
import org.jspecify.annotations.Nullable;

/**
 * Issues the service's own tokens (JWT). A token names the account and the session. Roles and sites are read from the
 * database on each request, so that a change takes effect at once.
 */
@Singleton
public class SessionTokens {

    private static final String GENERATION = "session";

    /** When the moderator authenticated, in epoch seconds (OpenID Connect Core §2). */
    private static final String AUTH_TIME = "auth_time";

    private final SharedClock clock;
    private final TokenGenerator tokens;
    private final Duration lifetime;
    private final Duration sessionLifetime;

    SessionTokens(
            SharedClock clock,
            TokenGenerator tokens,
            @Property(name = "mizan.token-lifetime") Duration lifetime,
            @Property(name = "mizan.session-lifetime") Duration sessionLifetime) {
        this.clock = clock;
        this.tokens = tokens;
        this.lifetime = lifetime;
        this.sessionLifetime = sessionLifetime;
    }

    /** Issues a token for a program. It is not renewed. */
    public String token(Session session) {
        return token(session, Map.of(GENERATION, session.generation()), lifetime)
                .value();
    }

    /** Issues the token for a browser that signs in now. It can be renewed. */
    BrowserToken begin(Session session) {
        return browserToken(session, clock.instant());
    }

    /**
     * Issues a token that replaces an older one of the same session. Empty if less than half of the lifetime has passed, if
     * the token is a program's, or if the new token would expire no later.
     */
    Optional<BrowserToken> renew(Authentication token) {
        Map<String, Object> tokenClaims = token.getAttributes();
        if (!(tokenClaims.get("exp") instanceof Date expiration)
                || !(tokenClaims.get(AUTH_TIME) instanceof Number authTime)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Instant signedInAt = Instant.ofEpochSecond(authTime.longValue());
        Duration remaining = Duration.between(now, expiration.toInstant());
        boolean isDue = remaining.multipliedBy(2).compareTo(lifetime) < 0;
        return isDue && now.plus(remaining).isBefore(signedInAt.plus(sessionLifetime))
                ? Optional.of(browserToken(session(token), signedInAt))
                : Optional.empty();
    }

    public Duration lifetime() {
        return lifetime;
    }

    /** The session of a validated token. Tokens without a generation belong to generation 0. */
    static Session session(Authentication token) {
        @Nullable Object generation = token.getAttributes().get(GENERATION);
        return new Session(token.getName(), generation instanceof Number number ? number.intValue() : 0);
    }

    private BrowserToken browserToken(Session session, Instant signedInAt) {
        Map<String, Object> tokenClaims =
                Map.of(GENERATION, session.generation(), AUTH_TIME, signedInAt.getEpochSecond());
        Duration sessionRemaining = Duration.between(clock.instant(), signedInAt.plus(sessionLifetime));
        return token(session, tokenClaims, lifetime.compareTo(sessionRemaining) < 0 ? lifetime : sessionRemaining);
    }

    private BrowserToken token(Session session, Map<String, Object> tokenClaims, Duration tokenLifetime) {
        return tokens.generateToken(
                        Authentication.build(session.moderator(), tokenClaims),
                        Math.toIntExact(tokenLifetime.toSeconds()))
                .map(value -> new BrowserToken(value, tokenLifetime))
                .orElseThrow(() -> new IllegalStateException("No token was generated"));
    }

    /** A token and its lifetime, which is also the age of the cookie. */
    record BrowserToken(String value, Duration lifetime) {

        @Override
        public String toString() {
            return "BrowserToken[…]";
        }
    }
}
