package mizan.platform.http;

import io.micronaut.http.HttpHeaders;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Tells browsers whose pages may read an answer (Fetch §3.2), without credentials. */
public final class CrossOrigin {

    private CrossOrigin() {}

    /**
     * @param origin the request's, if a browser has sent it
     * @param headers takes the answer's header fields
     */
    public static void addHeaders(
            @Nullable String origin, Predicate<String> allowsOrigin, BiConsumer<CharSequence, CharSequence> headers) {
        headers.accept(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (origin != null && allowsOrigin.test(origin)) {
            headers.accept(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin);
            headers.accept(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "Location, Retry-After, ETag");
        }
    }
}
