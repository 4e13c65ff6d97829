package mizan.moderator.token;

import io.micronaut.security.token.claims.ClaimsAudienceProvider;
import jakarta.inject.Singleton;
import java.util.List;

/** Puts the audience into the service's own tokens (RFC 7519 §4.1.3). The framework refuses tokens without it. */
@Singleton
final class TokenAudience implements ClaimsAudienceProvider {

    /** As in {@code micronaut.security.token.jwt.claims-validators.audience}. */
    private static final String AUDIENCE = "mizan";

    @Override
    public List<String> audience() {
        return List.of(AUDIENCE);
    }
}
