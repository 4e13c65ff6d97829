package mizan.moderator.signin;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import mizan.moderator.password.HashPriority;
import mizan.platform.http.ProblemException;
import mizan.platform.http.client.ClientAddress;
import mizan.platform.http.client.ClientNetwork.Width;
import mizan.platform.limit.Exceeded;
import mizan.platform.limit.HashedKey;
import mizan.platform.limit.Quota;
import mizan.platform.limit.RateLimit;
import mizan.platform.limit.RateLimiter;

/**
 * Throttles failed sign-ins per client network, per account and address, and per account. An attacker cannot lock a
 * moderator out: while an account is over its limit, each address still has one attempt a minute, and a network that has
 * signed in lately is limited by its own failures only. All of it is in memory, bounded, and separate on each replica.
 */
@Context // so that its metric exists before the first attempt
public class SignInThrottle {

    static final int MAX_KNOWN_NETWORKS = 1_000;

    private static final Duration KNOWN_FOR = Duration.ofDays(30);

    /** Sign-ins at the OpenID provider that run at once. Each waits for the provider. */
    private static final int MAX_EXCHANGES = 8;

    private static final Quota EXCHANGES = new Quota("sign-in-exchange", MAX_EXCHANGES, Duration.ofSeconds(2));

    private final RateLimiter networks;
    private final RateLimiter addresses;
    private final RateLimiter pairs;
    private final RateLimiter accounts;
    private final RateLimiter underAttack;
    private final Cache<HashedKey, Boolean> knownNetworks;
    private final Semaphore exchanges = new Semaphore(MAX_EXCHANGES);
    private final Counter throttled;
    private final HashedKey.Hasher hasher = new HashedKey.Hasher();

    SignInThrottle(SignInLimits limits, Clock clock, MeterRegistry meters) {
        throttled = Counter.builder("mizan.sign.in.throttled")
                .description("Attempts to sign in that were refused without checking the password")
                .register(meters);
        networks = limiter("sign-in-network", limits.networkFailures(), limits.networkRefill(), clock);
        addresses = limiter("sign-in-address", limits.addressFailures(), limits.addressRefill(), clock);
        pairs = limiter("sign-in-pair", limits.pairFailures(), limits.pairRefill(), clock);
        accounts = limiter("sign-in-account", limits.accountFailures(), limits.accountRefill(), clock);
        underAttack = limiter("sign-in-under-attack", 1, limits.underAttackRefill(), clock);
        knownNetworks = Caffeine.newBuilder()
                .maximumSize(MAX_KNOWN_NETWORKS)
                .expireAfterWrite(KNOWN_FOR)
                .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
                .build();
    }

    /**
     * Runs an attempt to sign in. Only an empty result counts as a failure. A token is consumed before the attempt and
     * refunded unless the attempt fails, so that concurrent attempts are limited like sequential ones.
     *
     * @param name the name as typed; unknown names are throttled in the same way
     * @throws ProblemException too-many-requests, with the time to wait; the attempt was not run, and nothing is remembered
     */
    public <T> Optional<T> attempt(String name, ClientAddress address, Function<HashPriority, Optional<T>> attempt) {
        HashedKey network = hasher.hash(address.network().prefix());
        boolean isKnown = knownNetworks.getIfPresent(network) != null;
        List<RateLimit> limits = new ArrayList<>();
        HashedKey pair = hasher.hash(name, address.network().prefix());
        if (!isKnown) {
            limits.addAll(wideNetworks(address));
            limits.add(account(hasher.hash(name), pair));
        }
        limits.add(new RateLimit(addresses, network));
        limits.add(new RateLimit(pairs, pair));
        Optional<T> result = attempt(limits, () -> attempt.apply(isKnown ? HashPriority.HIGH : HashPriority.LOW));
        if (result.isPresent()) {
            knownNetworks.put(network, true);
        }
        return result;
    }

    /**
     * Runs an attempt whose account is not known in advance: a sign-in at the OpenID provider. Failures count per client
     * network only. Few such attempts run at once, because each waits for the provider.
     */
    public <T> Optional<T> attempt(ClientAddress address, Supplier<Optional<T>> attempt) {
        if (!exchanges.tryAcquire()) {
            throttled.increment();
            throw ProblemException.tooManyRequests(new Exceeded(EXCHANGES, EXCHANGES.refill()));
        }
        try {
            List<RateLimit> limits = new ArrayList<>(wideNetworks(address));
            limits.add(new RateLimit(addresses, hasher.hash(address.network().prefix())));
            return attempt(limits, attempt);
        } finally {
            exchanges.release();
        }
    }

    /** The number of keys that the limits remember. */
    long size() {
        return networks.size() + addresses.size() + pairs.size() + accounts.size() + underAttack.size();
    }

    private static RateLimiter limiter(String name, int failures, Duration refill, Clock clock) {
        return new RateLimiter(new Quota(name, failures, refill), clock);
    }

    private List<RateLimit> wideNetworks(ClientAddress address) {
        return address.networks().stream()
                .filter(network -> network.width() != Width.NARROW)
                .map(network ->
                        new RateLimit(networks, hasher.hash(network.width().name(), network.prefix())))
                .toList();
    }

    private RateLimit account(HashedKey name, HashedKey pair) {
        RateLimit account = new RateLimit(accounts, name);
        RateLimit attacked = new RateLimit(underAttack, pair);
        return account.waitTime().compareTo(attacked.waitTime()) <= 0 ? account : attacked;
    }

    private <T> Optional<T> attempt(List<RateLimit> limits, Supplier<Optional<T>> attempt) {
        RateLimit.consumeAll(limits).ifPresent(exceeded -> {
            throttled.increment();
            throw ProblemException.tooManyRequests(exceeded);
        });
        boolean isFailure = false;
        try {
            Optional<T> result = attempt.get();
            isFailure = result.isEmpty();
            return result;
        } finally {
            if (!isFailure) {
                RateLimit.refundAll(limits);
            }
        }
    }
}
