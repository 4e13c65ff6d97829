package mizan.platform.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import java.util.Optional;

/**
 * Pages for people in place of problem documents. Requests whose head is malformed pass no filter, so the framework's own
 * error responses are given here.
 */
public interface ProblemPages {

    /** The page, with the status and header fields of the response; empty if the client gets the problem document. */
    Optional<MutableHttpResponse<?>> page(HttpRequest<?> request, MutableHttpResponse<Problem> response);
}
