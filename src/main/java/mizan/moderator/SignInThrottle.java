package mizan.moderator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import mizan.platform.http.ClientAddress;
import mizan.platform.http.ClientNetwork.Width;
import mizan.platform.http.ProblemException;

/**
 * Throttles failed sign-ins per client network, per account and address, and per account. An attacker cannot lock a
 * moderator out: while an account is over its limit, each address still has one attempt a minute, and a network that has
 * signed in lately is limited by its own failures only. All of it is in memory, bounded, and separate on each replica.
 */
@Singleton
public class SignInThrottle {

    static final int MAX_KNOWN_NETWORKS = 1_000;

    private static final Duration KNOWN_FOR = Duration.ofDays(30);

    /** Sign-ins at the OpenID provider that run at once. Each waits for the provider. */
    private static final int MAX_EXCHANGES = 8;

    private static final Duration EXCHANGE_RETRY = Duration.ofSeconds(2);

    private final FailureRateLimiter networks;
    private final FailureRateLimiter addresses;
    private final FailureRateLimiter pairs;
    private final FailureRateLimiter accounts;
    private final FailureRateLimiter underAttack;
    private final Cache<HashedKey, Boolean> knownNetworks;
    private final Semaphore exchanges = new Semaphore(MAX_EXCHANGES);
    private final HashedKey.Hasher hasher = new HashedKey.Hasher();

    SignInThrottle(SignInLimits limits, Clock clock) {
        networks = new FailureRateLimiter(limits.networkFailures(), limits.networkRefill(), clock);
        addresses = new FailureRateLimiter(limits.addressFailures(), limits.addressRefill(), clock);
        pairs = new FailureRateLimiter(limits.pairFailures(), limits.pairRefill(), clock);
        accounts = new FailureRateLimiter(limits.accountFailures(), limits.accountRefill(), clock);
        underAttack = new FailureRateLimiter(1, limits.underAttackRefill(), clock);
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
        List<Limit> limits = new ArrayList<>();
        HashedKey pair = hasher.hash(name, address.network().prefix());
        if (!isKnown) {
            limits.addAll(wideNetworks(address));
            limits.add(account(hasher.hash(name), pair));
        }
        limits.add(new Limit(addresses, network));
        limits.add(new Limit(pairs, pair));
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
            throw ProblemException.tooManyRequests(EXCHANGE_RETRY);
        }
        try {
            List<Limit> limits = new ArrayList<>(wideNetworks(address));
            limits.add(new Limit(addresses, hasher.hash(address.network().prefix())));
            return attempt(limits, attempt);
        } finally {
            exchanges.release();
        }
    }

    /** The number of keys that the limits remember. */
    long size() {
        return networks.size() + addresses.size() + pairs.size() + accounts.size() + underAttack.size();
    }

    private List<Limit> wideNetworks(ClientAddress address) {
        return address.networks().stream()
                .filter(network -> network.width() != Width.NARROW)
                .map(network -> new Limit(networks, hasher.hash(network.width().name(), network.prefix())))
                .toList();
    }

    private Limit account(HashedKey name, HashedKey pair) {
        Limit account = new Limit(accounts, name);
        Limit attacked = new Limit(underAttack, pair);
        return account.waitTime().compareTo(attacked.waitTime()) <= 0 ? account : attacked;
    }

    private static <T> Optional<T> attempt(List<Limit> limits, Supplier<Optional<T>> attempt) {
        consume(limits);
        boolean isFailure = false;
        try {
            Optional<T> result = attempt.get();
            isFailure = result.isEmpty();
            return result;
        } finally {
            if (!isFailure) {
                limits.forEach(Limit::refund);
            }
        }
    }

    // All limits are read before one is written, so a refused attempt takes no memory.
    private static void consume(List<Limit> limits) {
        Duration wait = limits.stream().map(Limit::waitTime).reduce(Duration.ZERO, SignInThrottle::max);
        List<Limit> consumed = new ArrayList<>();
        for (Limit limit : limits) {
            if (wait.isPositive()) {
                break;
            }
            wait = limit.consume();
            if (wait.isZero()) {
                consumed.add(limit);
            }
        }
        if (wait.isPositive()) {
            consumed.forEach(Limit::refund);
            throw ProblemException.tooManyRequests(wait);
        }
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** One key of one limit. */
    private record Limit(FailureRateLimiter limiter, HashedKey key) {

        Duration waitTime() {
            return limiter.waitTime(key);
        }

        Duration consume() {
            return limiter.consume(key);
        }

        void refund() {
            limiter.refund(key);
        }
    }
}
