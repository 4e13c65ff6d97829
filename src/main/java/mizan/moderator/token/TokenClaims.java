package mizan.moderator.token;

import com.nimbusds.jwt.JWTClaimsSet;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.runtime.ApplicationConfiguration;
import io.micronaut.security.token.claims.ClaimsAudienceProvider;
import io.micronaut.security.token.claims.JtiGenerator;
import io.micronaut.security.token.config.TokenConfiguration;
import io.micronaut.security.token.jwt.generator.claims.JWTClaimsSetGenerator;
import jakarta.inject.Singleton;
import java.util.Date;
import mizan.platform.SharedClock;
import org.jspecify.annotations.Nullable;

/** The framework's claims of a token, with times of the clock that all replicas share. */
@Singleton
@Replaces(JWTClaimsSetGenerator.class)
class TokenClaims extends JWTClaimsSetGenerator {

    private final SharedClock clock;

    TokenClaims(
            TokenConfiguration tokens,
            @Nullable JtiGenerator ids,
            @Nullable ClaimsAudienceProvider audience,
            @Nullable ApplicationConfiguration application,
            SharedClock clock) {
        super(tokens, ids, audience, application);
        this.clock = clock;
    }

    @Override
    protected void populateIat(JWTClaimsSet.Builder builder) {
        builder.issueTime(now());
    }

    @Override
    protected void populateNbf(JWTClaimsSet.Builder builder) {
        builder.notBeforeTime(now());
    }

    @Override
    protected void populateExp(JWTClaimsSet.Builder builder, @Nullable Integer seconds) {
        if (seconds != null) {
            builder.expirationTime(Date.from(clock.instant().plusSeconds(seconds)));
        }
    }

    private Date now() {
        return Date.from(clock.instant());
    }
}
