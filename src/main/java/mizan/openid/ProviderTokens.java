package mizan.openid;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimNames;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.token.validator.TokenValidator;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.text.ParseException;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import mizan.moderator.ProviderIdentity;
import mizan.platform.http.ProblemException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Validates the provider's bearer tokens (RFC 7519, RFC 9068): signature, issuer, audience and expiration. A token that
 * cannot be validated is refused. Without a configured audience no token of the provider is accepted.
 */
@Singleton
@Requires(bean = OpenIdConfiguration.class)
@Requires(property = OpenIdConfiguration.PREFIX + ".audience")
final class ProviderTokens implements TokenValidator<HttpRequest<?>> {

    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private final OpenIdProvider provider;
    private final ProviderTokenClaims tokenClaims;
    private final ProviderTokenVerifier claimsVerifier;
    private final Scheduler blocking;

    ProviderTokens(
            OpenIdConfiguration configuration,
            OpenIdProvider provider,
            ProviderTokenClaims tokenClaims,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.provider = provider;
        this.tokenClaims = tokenClaims;
        this.blocking = Schedulers.fromExecutorService(blocking);
        this.claimsVerifier =
                new ProviderTokenVerifier(provider.issuer().getValue(), String.valueOf(configuration.audience()));
    }

    @Override
    public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
        return Mono.fromCallable(() -> validate(token).orElse(null)).subscribeOn(blocking);
    }

    /** @throws ProblemException unavailable, if the provider's keys cannot be fetched */
    private Optional<Authentication> validate(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            // No network request for a token of another issuer.
            if (!provider.issuer().getValue().equals(jwt.getJWTClaimsSet().getIssuer())) {
                return Optional.empty();
            }
            JWTClaimsSet validated = processor().process(jwt, null);
            return tokenClaims.read(validated).map(identity -> authentication(identity, validated.getExpirationTime()));
        } catch (ParseException | BadJOSEException _) {
            return Optional.empty();
        } catch (RateLimitReachedException _) {
            // Too many unknown key ids: the provider's own keys are cached.
            return Optional.empty();
        } catch (KeySourceException e) {
            throw OpenIdProvider.unavailable(e.getClass().getSimpleName());
        } catch (JOSEException _) {
            return Optional.empty();
        }
    }

    private static Authentication authentication(ProviderIdentity identity, Date expiration) {
        return Authentication.build(
                identity.name(),
                Map.of(ProviderIdentity.ATTRIBUTE, identity, JWTClaimNames.EXPIRATION_TIME, expiration));
    }

    private DefaultJWTProcessor<SecurityContext> processor() {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
        processor.setJWSKeySelector(provider.keys());
        processor.setJWTClaimsSetVerifier(claimsVerifier);
        return processor;
    }
}
