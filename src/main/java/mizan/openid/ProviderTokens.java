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
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
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
import java.util.Set;
import java.util.concurrent.ExecutorService;
import mizan.moderator.ProviderIdentity;
import mizan.platform.http.ProblemException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/**
 * Checks the provider's bearer tokens (RFC 7519, RFC 9068): signed with one of its public keys, by it, for us, and not
 * ended. One that cannot be checked is never trusted.
 */
@Singleton
@Requires(bean = OpenIdConfiguration.class)
final class ProviderTokens implements TokenValidator<HttpRequest<?>> {

    private static final JOSEObjectType ACCESS_TOKEN = new JOSEObjectType("at+jwt");

    private final OpenIdProvider provider;
    private final ProviderClaims claims;
    private final DefaultJWTClaimsVerifier<SecurityContext> rules;
    private final Scheduler blocking;

    ProviderTokens(
            OpenIdConfiguration configuration,
            OpenIdProvider provider,
            ProviderClaims claims,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.provider = provider;
        this.claims = claims;
        this.blocking = Schedulers.fromExecutorService(blocking);
        this.rules = new DefaultJWTClaimsVerifier<>(
                configuration.expectedAudience(),
                new JWTClaimsSet.Builder().issuer(provider.issuer().getValue()).build(),
                Set.of(JWTClaimNames.EXPIRATION_TIME, JWTClaimNames.ISSUED_AT));
    }

    @Override
    public Publisher<Authentication> validateToken(String token, @Nullable HttpRequest<?> request) {
        return Mono.fromCallable(() -> check(token).orElse(null)).subscribeOn(blocking);
    }

    /** @throws ProblemException unavailable, if the provider's keys cannot be had */
    private Optional<Authentication> check(String token) {
        try {
            SignedJWT jwt = SignedJWT.parse(token);
            // Whoever else has signed it: nobody is asked.
            if (!provider.issuer().getValue().equals(jwt.getJWTClaimsSet().getIssuer())) {
                return Optional.empty();
            }
            JWTClaimsSet checked = processor().process(jwt, null);
            return claims.read(checked).map(account -> authentication(account, checked.getExpirationTime()));
        } catch (ParseException | BadJOSEException _) {
            return Optional.empty();
        } catch (RateLimitReachedException _) {
            // Keys that are not the provider's, again and again: its own are known.
            return Optional.empty();
        } catch (KeySourceException e) {
            throw OpenIdProvider.away(e.getClass().getSimpleName());
        } catch (JOSEException _) {
            return Optional.empty();
        }
    }

    private static Authentication authentication(ProviderIdentity account, Date end) {
        return Authentication.build(
                account.name(), Map.of(ProviderIdentity.ATTRIBUTE, account, JWTClaimNames.EXPIRATION_TIME, end));
    }

    private DefaultJWTProcessor<SecurityContext> processor() {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSTypeVerifier(new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, ACCESS_TOKEN, null));
        processor.setJWSKeySelector(provider.keys());
        processor.setJWTClaimsSetVerifier(rules);
        return processor;
    }
}
