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
 * Makes those wait who fail to sign in again and again: by address, by account at an address, and by account. Nobody can
 * lock a colleague out: while an account is underAttack, every address still has one try a minute of its own. In memory,
 * each replica for itself.
 */
@Singleton
public class SignInThrottle {

    private static final int SALT_OCTETS = 16;

    private final FailureRateLimiter addresses;
    private final FailureRateLimiter pairs;
    private final FailureRateLimiter accounts;
    private final FailureRateLimiter underAttack;
    private final byte[] salt = new byte[SALT_OCTETS];

    SignInThrottle(SignInLimits limits, Clock clock) {
        TimeMeter time = new ClockMeter(clock);
        addresses = new FailureRateLimiter(limits.addressFailures(), limits.addressRefill(), time);
        pairs = new FailureRateLimiter(limits.pairFailures(), limits.pairRefill(), time);
        accounts = new FailureRateLimiter(limits.accountFailures(), limits.accountRefill(), time);
        underAttack = new FailureRateLimiter(1, limits.underAttackRefill(), time);
        new SecureRandom().nextBytes(salt);
    }

    /**
     * Lets somebody try. Only an empty result counts as a failure; the try is taken before and given back after, so that
     * many at once have no more of them than one after the other.
     *
     * @param name as it was typed: names that nobody has are treated alike
     * @throws ProblemException too-many-requests, with the time to wait; then nothing has been tried
     */
    public <T> Optional<T> attempt(String name, ClientAddress address, Supplier<Optional<T>> attempt) {
        return attempt(take(hash(name), hash(address.network())), attempt);
    }

    /** The same for a try whose account is not known before: failures count by the address alone. */
    public <T> Optional<T> attempt(ClientAddress address, Supplier<Optional<T>> attempt) {
        List<Bucket> taken = new ArrayList<>();
        Duration wait = take(addresses.bucket(hash(address.network())), taken);
        if (wait.isPositive()) {
            throw ProblemException.tooManyRequests(wait);
        }
        return attempt(taken, attempt);
    }

    private static <T> Optional<T> attempt(List<Bucket> taken, Supplier<Optional<T>> attempt) {
        boolean isFailure = false;
        try {
            Optional<T> result = attempt.get();
            isFailure = result.isEmpty();
            return result;
        } finally {
            if (!isFailure) {
                giveBack(taken);
            }
        }
    }

    private List<Bucket> take(String account, String address) {
        List<Bucket> taken = new ArrayList<>();
        Duration wait = max(take(addresses.bucket(address), taken), take(pairs.bucket(account + address), taken));
        Duration accountWait = take(accounts.bucket(account), taken);
        if (accountWait.isPositive()) {
            accountWait = min(accountWait, take(underAttack.bucket(account + address), taken));
        }
        wait = max(wait, accountWait);
        if (wait.isPositive()) {
            giveBack(taken);
            throw ProblemException.tooManyRequests(wait);
        }
        return taken;
    }

    /** How long to wait until it has one: no time if it has been taken. */
    private static Duration take(Bucket bucket, List<Bucket> taken) {
        ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
        if (probe.isConsumed()) {
            taken.add(bucket);
        }
        return Duration.ofNanos(probe.getNanosToWaitForRefill());
    }

    private static void giveBack(List<Bucket> taken) {
        taken.forEach(bucket -> bucket.addTokens(1));
    }

    // No name and no address is kept, and nobody can choose two that share a key.
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

    /** The service's clock as buckets read it. */
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
