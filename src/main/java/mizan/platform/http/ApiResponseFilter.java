package mizan.platform.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Says what the API's answers are: JSON in UTF-8, whatever parameters the client's Accept has, and not to be stored by
 * anybody unless the answer itself says so.
 */
@ServerFilter("/api/**")
final class ApiResponseFilter {

    @ResponseFilter
    void describe(MutableHttpResponse<?> response) {
        if (response.body() != null && !response.getHeaders().contains(HttpHeaders.CONTENT_TYPE)) {
            response.contentType(MediaType.APPLICATION_JSON_TYPE);
        }
        if (!response.getHeaders().contains(HttpHeaders.CACHE_CONTROL)) {
            response.header(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }
}
