package mizan.platform.http;

import io.micronaut.http.HttpHeaders;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** CORS response headers (Fetch standard, §3.2), without credentials. */
public final class CorsHeaders {

    private CorsHeaders() {}

    /**
     * @param origin the request's Origin, or null
     * @param allowsOrigin whether pages of an origin may read the response
     * @param headers adds a header field to the response
     */
    public static void addHeaders(
            @Nullable String origin, Predicate<String> allowsOrigin, BiConsumer<CharSequence, CharSequence> headers) {
        headers.accept(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (origin != null && allowsOrigin.test(origin)) {
            headers.accept(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.accept(
                    HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS,
                    "Location, Retry-After, RateLimit, RateLimit-Policy, ETag");
        }
    }
}
