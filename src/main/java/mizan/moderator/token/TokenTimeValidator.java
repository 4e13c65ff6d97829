package mizan.moderator.token;

import io.micronaut.security.token.Claims;
import io.micronaut.security.token.jwt.validator.GenericJwtClaimsValidator;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import mizan.platform.SharedClock;
import org.jspecify.annotations.Nullable;

/**
 * Accepts tokens until the time of their {@code exp} claim, which they must have, and from the time of their {@code nbf}
 * claim on (RFC 7519 §4.1). The latter has a leeway: the clock of the replica that has signed a token may be ahead. The
 * framework's validators use the system clock.
 */
@Singleton
final class TokenTimeValidator<T> implements GenericJwtClaimsValidator<T> {

    private static final Duration LEEWAY = Duration.ofSeconds(30);

    private final SharedClock clock;

    TokenTimeValidator(SharedClock clock) {
        this.clock = clock;
    }

    @Override
    public boolean validate(Claims claims, @Nullable T request) {
        Instant now = clock.instant();
        return time(claims, "exp").map(now::isBefore).orElse(false)
                && (claims.get("nbf") == null
                        || time(claims, "nbf")
                                .map(notBefore -> !now.plus(LEEWAY).isBefore(notBefore))
                                .orElse(false));
    }

    private static Optional<Instant> time(Claims claims, String name) {
        return switch (claims.get(name)) {
            case Date date -> Optional.of(date.toInstant());
            case Number seconds -> Optional.of(Instant.ofEpochSecond(seconds.longValue()));
            case null, default -> Optional.empty();
        };
    }
}
