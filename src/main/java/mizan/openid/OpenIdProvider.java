package mizan.openid;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.JWSKeySelector;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.MalformedURLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The provider as it describes itself (OpenID Connect Discovery 1.0), asked when first needed. While it is away the
 * answer is {@link ProblemType#UNAVAILABLE}; who asks meanwhile does not wait for the network each time.
 */
@Singleton
@Requires(bean = OpenIdConfiguration.class)
final class OpenIdProvider {

    static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(OpenIdProvider.class);

    private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(5);
    private static final Duration KEYS_FRESH = Duration.ofMinutes(5);
    private static final Duration KEYS_IN_AN_OUTAGE = Duration.ofHours(1);

    /** Keys are not fetched more often, whatever key ids somebody makes up. */
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(10);

    private static final int MAX_KEYS_OCTETS = 256 * 1024;

    /** Those with a public key only: the others would take the client's secret, or a public key, for a shared one. */
    private static final Set<JWSAlgorithm> ALGORITHMS = new HashSet<>(JWSAlgorithm.Family.SIGNATURE);

    private final OpenIdConfiguration configuration;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable Described described;
    private volatile Instant failedUntil = Instant.MIN;

    OpenIdProvider(OpenIdConfiguration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    Issuer issuer() {
        return new Issuer(configuration.issuer());
    }

    OIDCProviderMetadata metadata() {
        return described().metadata();
    }

    JWSKeySelector<SecurityContext> keys() {
        return described().keys();
    }

    static ProblemException away(String cause) {
        LOG.warn("The OpenID provider is away: {}", cause);
        return new ProblemException(ProblemType.UNAVAILABLE);
    }

    private Described described() {
        Described known = described;
        if (known != null) {
            return known;
        }
        lock.lock();
        try {
            if (described == null) {
                described = ask();
            }
            return described;
        } finally {
            lock.unlock();
        }
    }

    private Described ask() {
        if (clock.instant().isBefore(failedUntil)) {
            throw new ProblemException(ProblemType.UNAVAILABLE);
        }
        try {
            int millis = Math.toIntExact(TIMEOUT.toMillis());
            // Refuses an answer that names another issuer.
            OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer(), millis, millis);
            return new Described(metadata, new JWSVerificationKeySelector<>(ALGORITHMS, source(metadata)));
        } catch (GeneralException | IOException e) {
            failedUntil = clock.instant().plus(PAUSE_AFTER_FAILURE);
            throw away(e.getClass().getSimpleName());
        }
    }

    private static JWKSource<SecurityContext> source(OIDCProviderMetadata metadata) throws MalformedURLException {
        int millis = Math.toIntExact(TIMEOUT.toMillis());
        return JWKSourceBuilder.create(
                        metadata.getJWKSetURI().toURL(), new DefaultResourceRetriever(millis, millis, MAX_KEYS_OCTETS))
                .cache(KEYS_FRESH.toMillis(), TIMEOUT.multipliedBy(2).toMillis())
                .refreshAheadCache(false)
                .rateLimited(BETWEEN_FETCHES.toMillis())
                .outageTolerant(KEYS_IN_AN_OUTAGE.toMillis())
                .build();
    }

    private record Described(OIDCProviderMetadata metadata, JWSKeySelector<SecurityContext> keys) {}
}
