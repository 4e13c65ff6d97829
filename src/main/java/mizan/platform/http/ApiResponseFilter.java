package mizan.platform.http;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/**
 * Sets default header fields of API responses. {@code Content-Type} is JSON without the parameters of the request's
 * {@code Accept}; {@code Cache-Control} is {@code no-store}.
 */
@ServerFilter("/api/**")
final class ApiResponseFilter {

    @ResponseFilter
    void setDefaultHeaders(MutableHttpResponse<?> response) {
        if (response.body() != null && !response.getHeaders().contains(HttpHeaders.CONTENT_TYPE)) {
            response.contentType(MediaType.APPLICATION_JSON_TYPE);
        }
        if (!response.getHeaders().contains(HttpHeaders.CACHE_CONTROL)) {
            response.header(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }
}
