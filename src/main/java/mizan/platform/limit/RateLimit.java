package mizan.platform.limit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** One key of a rate limiter. */
public record RateLimit(RateLimiter limiter, HashedKey key) {

    /**
     * Consumes a token of each limit, or none if one of them is exceeded. All limits are read before one is written, so a
     * refused request takes no memory.
     *
     * @return the limit with the longest wait, if one is exceeded
     */
    public static Optional<Exceeded> consumeAll(List<RateLimit> limits) {
        Optional<Exceeded> exceeded = limits.stream()
                .flatMap(limit -> limit.exceeded(limit.waitTime()).stream())
                .max(Comparator.comparing(Exceeded::retryAfter));
        List<RateLimit> consumed = new ArrayList<>();
        for (RateLimit limit : limits) {
            if (exceeded.isPresent()) {
                break;
            }
            exceeded = limit.exceeded(limit.limiter.consume(limit.key));
            if (exceeded.isEmpty()) {
                consumed.add(limit);
            }
        }
        if (exceeded.isPresent()) {
            refundAll(consumed);
        }
        return exceeded;
    }

    /** Gives the consumed tokens back. */
    public static void refundAll(List<RateLimit> limits) {
        limits.forEach(limit -> limit.limiter.refund(limit.key));
    }

    /** The time until a token is available; zero if one is. */
    public Duration waitTime() {
        return limiter.waitTime(key);
    }

    private Optional<Exceeded> exceeded(Duration wait) {
        return wait.isPositive() ? Optional.of(new Exceeded(limiter.quota(), wait)) : Optional.empty();
    }
}
