package mizan.platform.limit;

import java.time.Duration;

/**
 * A refused request.
 *
 * @param quota the quota that is used up
 * @param retryAfter the time after which a request is allowed again
 */
public record Exceeded(Quota quota, Duration retryAfter) {}
