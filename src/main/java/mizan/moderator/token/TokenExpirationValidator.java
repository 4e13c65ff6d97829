package mizan.moderator.token;

import io.micronaut.security.token.Claims;
import io.micronaut.security.token.jwt.validator.GenericJwtClaimsValidator;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Rejects tokens without an expiration claim. The framework checks the expiration only if the claim is present. */
@Singleton
final class TokenExpirationValidator<T> implements GenericJwtClaimsValidator<T> {

    @Override
    public boolean validate(Claims claims, @Nullable T request) {
        return claims.get("exp") != null;
    }
}
