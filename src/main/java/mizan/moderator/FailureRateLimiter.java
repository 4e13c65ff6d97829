package mizan.moderator;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/** One rule about how often something may fail: a bucket of tries for each key, kept for as long as it is not full. */
final class FailureRateLimiter {

    /** So many keys are remembered; those asked for least go first. At some 500 octets each. */
    private static final int MAX_KEYS = 20_000;

    private final Cache<String, Bucket> buckets;
    private final int atOnce;
    private final Duration refill;
    private final TimeMeter time;

    /** @param refill the time after which there is one try more */
    FailureRateLimiter(int atOnce, Duration refill, TimeMeter time) {
        this.atOnce = atOnce;
        this.refill = refill;
        this.time = time;
        this.buckets = Caffeine.newBuilder()
                .maximumSize(MAX_KEYS)
                // By then it is full again, and as good as a new one.
                .expireAfterAccess(refill.multipliedBy(atOnce))
                .ticker(time::currentTimeNanos)
                .build();
    }

    Bucket bucket(String key) {
        return buckets.get(
                key,
                _ -> Bucket.builder()
                        .withCustomTimePrecision(time)
                        .addLimit(limit -> limit.capacity(atOnce).refillGreedy(1, refill))
                        .build());
    }
}
