package mizan.moderator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** Limits the rate of failures per key with a token bucket. A bucket is dropped once it is full again. */
final class FailureRateLimiter {

    /** The least used keys are evicted first. A bucket takes about 500 bytes. */
    private static final int MAX_KEYS = 20_000;

    private final Cache<String, Bucket> buckets;
    private final int capacity;
    private final Duration refill;
    private final TimeMeter time;

    /** @param refill the time after which one more failure is allowed */
    FailureRateLimiter(int capacity, Duration refill, TimeMeter time) {
        this.capacity = capacity;
        this.refill = refill;
        this.time = time;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                // By then the bucket is full, and equal to a new one.
                .expireAfterAccess(refill.multipliedBy(capacity))
                .ticker(time::currentTimeNanos)
                .build();
    }

    Bucket bucket(String key) {
        return buckets.get(
                key,
                _ -> Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(limit -> limit.capacity(capacity).refillGreedy(1, refill))
                        .build());
    }
}
