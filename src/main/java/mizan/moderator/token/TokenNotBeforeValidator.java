package mizan.moderator.token;

import io.micronaut.security.token.Claims;
import io.micronaut.security.token.jwt.validator.GenericJwtClaimsValidator;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * Rejects tokens before the time of their {@code nbf} claim (RFC 7519 §4.1.5), with leeway: the clock of the replica that
 * has signed a token may be ahead.
 */
@Singleton
final class TokenNotBeforeValidator<T> implements GenericJwtClaimsValidator<T> {

    private static final Duration LEEWAY = Duration.ofSeconds(30);

    @Override
    public boolean validate(Claims claims, @Nullable T request) {
        return switch (claims.get("nbf")) {
            case null -> true;
            case Date notBefore -> isValid(notBefore.toInstant());
            case Number seconds -> isValid(Instant.ofEpochSecond(seconds.longValue()));
            default -> false;
        };
    }

    private static boolean isValid(Instant notBefore) {
        return !Instant.now().plus(LEEWAY).isBefore(notBefore);
    }
}
