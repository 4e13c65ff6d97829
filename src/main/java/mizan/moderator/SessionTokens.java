package mizan.moderator;

import io.micronaut.context.annotation.Property;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.generator.TokenGenerator;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that the service gives to those who have signed in. A token names the account and the session; roles and
 * sites are read anew with every request, so that a change counts at once.
 */
@Singleton
public class SessionTokens {

    private static final String SESSION = "session";

    /** When somebody gave their password, in seconds (OpenID Connect Core §2). */
    private static final String SIGNED_IN_AT = "auth_time";

    // By which the framework's tokens end.
    private final Clock clock = Clock.systemUTC();

    private final TokenGenerator tokens;
    private final Duration lifetime;
    private final Duration sessionLifetime;

    SessionTokens(
            TokenGenerator tokens,
            @Property(name = "mizan.token-lifetime") Duration lifetime,
            @Property(name = "mizan.session-lifetime") Duration sessionLifetime) {
        this.tokens = tokens;
        this.lifetime = lifetime;
        this.sessionLifetime = sessionLifetime;
    }

    /** For a program, which signs in anew when it has ended. */
    public String token(Session session) {
        return token(session, Map.of(SESSION, session.generation()), lifetime).value();
    }

    /** For a browser in which somebody signs in now; it may be renewed. */
    Renewable begin(Session session) {
        return renewable(session, clock.instant());
    }

    /**
     * A token in place of one that is more than half over, in the same session; empty for one that is not, for a
     * program's, and where the session ends no later.
     */
    Optional<Renewable> renew(Authentication token) {
        Map<String, Object> claims = token.getAttributes();
        if (!(claims.get("exp") instanceof Date end) || !(claims.get(SIGNED_IN_AT) instanceof Number signedInAt)) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        Instant since = Instant.ofEpochSecond(signedInAt.longValue());
        Duration rest = Duration.between(now, end.toInstant());
        boolean isDue = rest.multipliedBy(2).compareTo(lifetime) < 0;
        return isDue && now.plus(rest).isBefore(since.plus(sessionLifetime))
                ? Optional.of(renewable(session(token), since))
                : Optional.empty();
    }

    public Duration lifetime() {
        return lifetime;
    }

    /** The session that a checked token was given in; one without a number is from before there were numbers. */
    static Session session(Authentication token) {
        @Nullable Object number = token.getAttributes().get(SESSION);
        return new Session(token.getName(), number instanceof Number given ? given.intValue() : 0);
    }

    private Renewable renewable(Session session, Instant since) {
        Map<String, Object> claims = Map.of(SESSION, session.generation(), SIGNED_IN_AT, since.getEpochSecond());
        Duration left = Duration.between(clock.instant(), since.plus(sessionLifetime));
        return token(session, claims, lifetime.compareTo(left) < 0 ? lifetime : left);
    }

    private Renewable token(Session session, Map<String, Object> claims, Duration age) {
        return tokens.generateToken(Authentication.build(session.moderator(), claims), Math.toIntExact(age.toSeconds()))
                .map(value -> new Renewable(value, age))
                .orElseThrow(() -> new IllegalStateException("No token was made"));
    }

    /** A token, and how long it is good for. */
    record Renewable(String value, Duration age) {

        @Override
        public String toString() {
            return "Renewable[…]";
        }
    }
}
