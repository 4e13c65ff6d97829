package mizan.platform.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;
import mizan.platform.limit.Exceeded;
import mizan.platform.limit.Quota;

/**
 * Header fields of the status 429: Retry-After (RFC 9110 §10.2.3), RateLimit and RateLimit-Policy
 * (draft-ietf-httpapi-ratelimit-headers-10).
 */
public final class RateLimitHeaders {

    static final String LIMIT = "RateLimit";
    static final String POLICY = "RateLimit-Policy";

    private RateLimitHeaders() {}

    public static void set(MutableHttpResponse<?> response, Exceeded exceeded) {
        Quota quota = exceeded.quota();
        long wait = seconds(exceeded.retryAfter());
        response.getHeaders()
                .set(HttpHeaders.RETRY_AFTER, Long.toString(wait))
                .set(LIMIT, "\"%s\";r=0;t=%d".formatted(quota.name(), wait))
                .set(POLICY, "\"%s\";q=%d;w=%d".formatted(quota.name(), quota.burst(), seconds(quota.window())));
    }

    // Rounded up: a client that waits as long as it is told must not be refused again.
    private static long seconds(Duration duration) {
        return duration.plusNanos(999_999_999).toSeconds();
    }
}
