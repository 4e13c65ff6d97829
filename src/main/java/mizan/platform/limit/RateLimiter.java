package mizan.platform.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Limits the rate of requests per key with a token bucket. A bucket is stored as one number: the time at which it is full
 * again (the generic cell rate algorithm, ITU-T I.371). A full bucket is not stored. When there are too many keys, the limit
 * fails open for those that are evicted. Our own code instead of Bucket4j, whose buckets take 200 bytes more: 6 MiB for all
 * limits.
 */
public final class RateLimiter {

    /** The least used keys are evicted first. All keys have the same size; an entry takes about 150 bytes. */
    public static final int MAX_KEYS = 4_096;

    private final Cache<HashedKey, Long> fullAt;

    private final Quota quota;
    private final long refillNanos;
    private final long capacityNanos;
    private final Clock clock;

    public RateLimiter(Quota quota, Clock clock) {
        this.quota = quota;
        this.refillNanos = quota.refill().toNanos();
        this.capacityNanos = Math.multiplyExact(quota.burst(), refillNanos);
        this.clock = clock;
        this.fullAt = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                .expireAfterWrite(quota.window())
                .ticker(this::now)
                .build();
    }

    public Quota quota() {
        return quota;
    }

    /** The time until the key has a token; zero if it has one. Stores nothing. */
    Duration waitTime(HashedKey key) {
        long now = now();
        return waitTime(fullAt.getIfPresent(key), now);
    }

    /** Consumes a token. Returns zero, or the time to wait if there is none. */
    Duration consume(HashedKey key) {
        long now = now();
        Duration[] wait = {Duration.ZERO};
        fullAt.asMap().compute(key, (_, full) -> {
            wait[0] = waitTime(full, now);
            return wait[0].isPositive() ? full : (full == null ? now : Math.max(full, now)) + refillNanos;
        });
        return wait[0];
    }

    /** Gives a consumed token back. */
    void refund(HashedKey key) {
        long now = now();
        fullAt.asMap().computeIfPresent(key, (_, full) -> full - refillNanos > now ? full - refillNanos : null);
    }

    /** The number of keys that are remembered. */
    public long size() {
        fullAt.cleanUp();
        return fullAt.estimatedSize();
    }

    private Duration waitTime(@Nullable Long full, long now) {
        return full == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, full + refillNanos - now - capacityNanos));
    }

    private long now() {
        Instant now = clock.instant();
        return TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
    }
}
