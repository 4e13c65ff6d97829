package mizan.publication;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import java.time.Duration;
import java.util.Optional;

/**
 * A response for readers.
 *
 * @param staleFor set while the database is unavailable: the time since the response was certainly current
 */
public record CachedResponse(RenderedResponse rendered, Optional<Duration> staleFor) {

    /**
     * Answers a request. A stale response has {@code Age} (RFC 9111 §5.1), so that shared caches ask again soon, and says
     * with {@code Cache-Status} (RFC 9211) that the origin failed.
     */
    public MutableHttpResponse<?> response(HttpRequest<?> request) {
        MutableHttpResponse<?> response = rendered.representation().response(request);
        staleFor.ifPresent(age -> response.header(HttpHeaders.AGE, Long.toString(age.toSeconds()))
                .header("Cache-Status", "mizan; fwd=stale; fwd-status=503"));
        return response;
    }
}
