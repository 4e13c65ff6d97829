package mizan.platform.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.netty.handler.codec.DecoderException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.UUID;
import mizan.platform.database.DatabaseFailureLog;
import mizan.platform.database.DatabaseUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles uncaught exceptions. If the database is unavailable, the response is 503. Otherwise the exception is logged
 * once with the id of the request, and the response is 500 with that id.
 */
@Singleton
final class UnhandledExceptionHandler implements ExceptionHandler<Exception, HttpResponse<Problem>> {

    private static final Logger LOG = LoggerFactory.getLogger(UnhandledExceptionHandler.class);

    private final ProblemResponses problems;
    private final DatabaseFailureLog failures;

    UnhandledExceptionHandler(ProblemResponses problems, DatabaseFailureLog failures) {
        this.failures = failures;
        this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes") // the framework's signature
    public HttpResponse<Problem> handle(HttpRequest request, Exception exception) {
        HttpRequest<?> typedRequest = request;
        if (DatabaseUnavailable.isCauseOf(exception)) {
            failures.record(exception);
            return problems.unavailable(typedRequest, exception);
        }
        if (exception instanceof IOException || exception instanceof DecoderException) {
            // The client disconnected during its request, or the body is not in the coding of Content-Encoding.
            return problems.response(typedRequest, ProblemType.MALFORMED_REQUEST);
        }
        // A request with a malformed head has no id.
        String id = typedRequest
                .getAttribute(ProblemResponses.REQUEST_ID, String.class)
                .orElseGet(() -> UUID.randomUUID().toString());
        LOG.error("Unhandled exception {}", id, exception);
        return problems.internalError(typedRequest, id);
    }
}
