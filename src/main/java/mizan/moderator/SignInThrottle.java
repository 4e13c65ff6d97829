package mizan.moderator;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import mizan.platform.Sha256;
import mizan.platform.http.ClientAddress;
import mizan.platform.http.ProblemException;

/**
 * Throttles failed sign-ins per client address, per account and address, and per account. An attacker cannot lock a
 * moderator out: while an account is over its limit, each address still has one attempt a minute. The counters are in
 * memory, separate on each replica.
 */
@Singleton
public class SignInThrottle {

    private static final int SALT_BYTES = 16;

    private final FailureRateLimiter addresses;
    private final FailureRateLimiter pairs;
    private final FailureRateLimiter accounts;
    private final FailureRateLimiter underAttack;
    private final byte[] salt = new byte[SALT_BYTES];

    SignInThrottle(SignInLimits limits, Clock clock) {
        TimeMeter time = new ClockMeter(clock);
        addresses = new FailureRateLimiter(limits.addressFailures(), limits.addressRefill(), time);
        pairs = new FailureRateLimiter(limits.pairFailures(), limits.pairRefill(), time);
        accounts = new FailureRateLimiter(limits.accountFailures(), limits.accountRefill(), time);
        underAttack = new FailureRateLimiter(1, limits.underAttackRefill(), time);
        new SecureRandom().nextBytes(salt);
    }

    /**
     * Runs an attempt to sign in. Only an empty result counts as a failure. A token is consumed before the attempt and
     * refunded unless the attempt fails, so that concurrent attempts are limited like sequential ones.
     *
     * @param name the name as typed; unknown names are throttled in the same way
     * @throws ProblemException too-many-requests, with the time to wait; the attempt was not run
     */
    public <T> Optional<T> attempt(String name, ClientAddress address, Supplier<Optional<T>> attempt) {
        return attempt(consume(hash(name), hash(address.network().prefix())), attempt);
    }

    /** Runs an attempt whose account is not known in advance. Failures count per client address only. */
    public <T> Optional<T> attempt(ClientAddress address, Supplier<Optional<T>> attempt) {
        List<Bucket> consumed = new ArrayList<>();
        Duration wait = consume(addresses.bucket(hash(address.network().prefix())), consumed);
        if (wait.isPositive()) {
            throw ProblemException.tooManyRequests(wait);
        }
        return attempt(consumed, attempt);
    }

    private static <T> Optional<T> attempt(List<Bucket> consumed, Supplier<Optional<T>> attempt) {
        boolean isFailure = false;
        try {
            Optional<T> result = attempt.get();
            isFailure = result.isEmpty();
            return result;
        } finally {
            if (!isFailure) {
                refund(consumed);
            }
        }
    }

    private List<Bucket> consume(String account, String address) {
        List<Bucket> consumed = new ArrayList<>();
        Duration wait =
                max(consume(addresses.bucket(address), consumed), consume(pairs.bucket(account + address), consumed));
        Duration accountWait = consume(accounts.bucket(account), consumed);
        if (accountWait.isPositive()) {
            accountWait = min(accountWait, consume(underAttack.bucket(account + address), consumed));
        }
        wait = max(wait, accountWait);
        if (wait.isPositive()) {
            refund(consumed);
            throw ProblemException.tooManyRequests(wait);
        }
        return consumed;
    }

    /** Consumes a token. Returns zero, or the time to wait if the bucket is empty. */
    private static Duration consume(Bucket bucket, List<Bucket> consumed) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            consumed.add(bucket);
        }
        return Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    private static void refund(List<Bucket> consumed) {
        consumed.forEach(bucket -> bucket.addTokens(1));
    }

    // Names and addresses are stored only as salted hashes, so no client can choose two that share a key.
    private String hash(String value) {
        MessageDigest digest = Sha256.newDigest();
        digest.update(salt);
        return Base64.getEncoder().encodeToString(digest.digest(value.getBytes(StandardCharsets.UTF_16BE)));
    }

    private static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** Adapts the service's clock to the buckets. */
    private record ClockMeter(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            Instant now = clock.instant();
            return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
