package mizan.platform.limit;

import java.time.Duration;

/**
 * How many requests a client may send: a token bucket.
 *
 * @param name names the quota to clients: letters and hyphens
 * @param burst the requests allowed at once
 * @param refill the time after which one more request is allowed
 */
public record Quota(String name, int burst, Duration refill) {

    /** The time in which an empty bucket becomes full. */
    public Duration window() {
        return refill.multipliedBy(burst);
    }
}
