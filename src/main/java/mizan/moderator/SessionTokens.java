package mizan.moderator;

import io.micronaut.context.annotation.Property;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.generator.TokenGenerator;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that the service gives to those who have signed in. A token names the account and the session; roles and
 * sites are read anew with every request, so that a change counts at once.
 */
@Singleton
public class SessionTokens {

    private static final String SESSION = "session";

    private final TokenGenerator tokens;
    private final Duration lifetime;

    SessionTokens(TokenGenerator tokens, @Property(name = "mizan.token-lifetime") Duration lifetime) {
        this.tokens = tokens;
        this.lifetime = lifetime;
    }

    public String token(Session session) {
        Map<String, Object> claims = Map.of(SESSION, session.number());
        return tokens.generateToken(
                        Authentication.build(session.moderator(), claims), Math.toIntExact(lifetime.toSeconds()))
                .orElseThrow(() -> new IllegalStateException("No token was made"));
    }

    public Duration lifetime() {
        return lifetime;
    }

    /** The session that a checked token was given in; one without a number is from before there were numbers. */
    static Session session(Authentication token) {
        @Nullable Object number = token.getAttributes().get(SESSION);
        return new Session(token.getName(), number instanceof Number given ? given.intValue() : 0);
    }
}
