package mizan.submission.robot;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mizan.platform.limit.HashedKey;
import mizan.platform.limit.Quota;
import mizan.platform.limit.RateLimit;
import mizan.platform.limit.RateLimiter;

/**
 * Whether a site gets more submissions than usual, on this replica. The rate is raised from the moment in which a minute's
 * quota is used up until no submission has found it used up for a minute. Submissions count whether they are accepted or
 * not, so the rate stays raised while robots are sent away.
 */
final class SubmissionRate {

    static final Duration HOLD = Duration.ofMinutes(1);

    private final List<RateLimit> quota;
    private final Clock clock;
    private volatile Instant raisedUntil = Instant.MIN;

    SubmissionRate(int perMinute, Clock clock) {
        RateLimiter limiter = new RateLimiter(quota("rate", perMinute), clock);
        this.quota = List.of(new RateLimit(limiter, new HashedKey(0, 0)));
        this.clock = clock;
    }

    /** A quota of so many submissions a minute. */
    static Quota quota(String name, int perMinute) {
        return new Quota(name, perMinute, Duration.ofMinutes(1).dividedBy(perMinute));
    }

    /** Counts a submission. Returns whether the rate is raised. */
    boolean count() {
        Instant now = clock.instant();
        if (RateLimit.consumeAll(quota).isPresent()) {
            raisedUntil = now.plus(HOLD);
        }
        return now.isBefore(raisedUntil);
    }
}
