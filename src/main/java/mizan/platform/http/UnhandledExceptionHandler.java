package mizan.platform.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import io.netty.handler.codec.DecoderException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.UUID;
import mizan.platform.database.DatabaseUnavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what nobody caught: 503 while the database is away, else 500 with the id under which it is logged, once. */
@Singleton
final class UnhandledExceptionHandler implements ExceptionHandler<Exception, HttpResponse<Problem>> {

    private static final Logger LOG = LoggerFactory.getLogger(UnhandledExceptionHandler.class);

    private final Problems problems;

    UnhandledExceptionHandler(Problems problems) {
        this.problems = problems;
    }

    @Override
    @SuppressWarnings("rawtypes") // the framework's signature
    public HttpResponse<Problem> handle(HttpRequest request, Exception exception) {
        HttpRequest<?> asked = request;
        if (DatabaseUnavailable.isCauseOf(exception)) {
            LOG.warn("The database is away: {}", DatabaseUnavailable.sqlState(exception));
            return problems.response(asked, ProblemType.UNAVAILABLE);
        }
        if (exception instanceof IOException || exception instanceof DecoderException) {
            // The client has gone in the middle of its request, or its body is not in the coding that it names.
            return problems.response(asked, ProblemType.MALFORMED_REQUEST);
        }
        String id = UUID.randomUUID().toString();
        LOG.error("Fault {}", id, exception);
        return problems.internalError(asked, id);
    }
}
