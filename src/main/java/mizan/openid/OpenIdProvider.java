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
 * The metadata and keys of the provider (OpenID Connect Discovery 1.0), fetched at the first use and cached. While the
 * provider cannot be reached, callers get {@link ProblemType#UNAVAILABLE}, without a network request each time.
 */
@Singleton
@Requires(bean = OpenIdConfiguration.class)
final class OpenIdProvider {

    static final Duration TIMEOUT = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(OpenIdProvider.class);

    private static final Duration RETRY_INTERVAL = Duration.ofSeconds(5);
    private static final Duration KEY_CACHE_LIFETIME = Duration.ofMinutes(5);
    private static final Duration KEY_OUTAGE_LIFETIME = Duration.ofHours(1);

    /** Limits the rate of key requests: a client can invent any number of key ids. */
    private static final Duration MIN_FETCH_INTERVAL = Duration.ofSeconds(10);

    private static final int MAX_KEYS_BYTES = 256 * 1024;

    /** Algorithms with a public key only: an HMAC could be forged with a public key or the client secret. */
    private static final Set<JWSAlgorithm> ALGORITHMS = new HashSet<>(JWSAlgorithm.Family.SIGNATURE);

    private final OpenIdConfiguration configuration;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable ProviderMetadata cached;
    private volatile Instant failedUntil = Instant.MIN;

    OpenIdProvider(OpenIdConfiguration configuration, Clock clock) {
        this.configuration = configuration;
        this.clock = clock;
    }

    Issuer issuer() {
        return new Issuer(configuration.issuer());
    }

    OIDCProviderMetadata metadata() {
        return discovered().metadata();
    }

    JWSKeySelector<SecurityContext> keys() {
        return discovered().keys();
    }

    static ProblemException unavailable(String cause) {
        LOG.warn("The OpenID provider cannot be reached: {}", cause);
        return new ProblemException(ProblemType.UNAVAILABLE);
    }

    private ProviderMetadata discovered() {
        ProviderMetadata known = cached;
        if (known != null) {
            return known;
        }
        lock.lock();
        try {
            if (cached == null) {
                cached = discover();
            }
            return cached;
        } finally {
            lock.unlock();
        }
    }

    private ProviderMetadata discover() {
        if (clock.instant().isBefore(failedUntil)) {
            throw new ProblemException(ProblemType.UNAVAILABLE);
        }
        try {
            int millis = Math.toIntExact(TIMEOUT.toMillis());
            // Refuses metadata of another issuer.
            OIDCProviderMetadata metadata = OIDCProviderMetadata.resolve(issuer(), millis, millis);
            return new ProviderMetadata(metadata, new JWSVerificationKeySelector<>(ALGORITHMS, source(metadata)));
        } catch (GeneralException | IOException e) {
            failedUntil = clock.instant().plus(RETRY_INTERVAL);
            throw unavailable(e.getClass().getSimpleName());
        }
    }

    private static JWKSource<SecurityContext> source(OIDCProviderMetadata metadata) throws MalformedURLException {
        int millis = Math.toIntExact(TIMEOUT.toMillis());
        return JWKSourceBuilder.create(
                        metadata.getJWKSetURI().toURL(), new DefaultResourceRetriever(millis, millis, MAX_KEYS_BYTES))
                .cache(KEY_CACHE_LIFETIME.toMillis(), TIMEOUT.multipliedBy(2).toMillis())
                .refreshAheadCache(false)
                .rateLimited(MIN_FETCH_INTERVAL.toMillis())
                .outageTolerant(KEY_OUTAGE_LIFETIME.toMillis())
                .build();
    }

    private record ProviderMetadata(OIDCProviderMetadata metadata, JWSKeySelector<SecurityContext> keys) {}
}
