package mizan.platform.netty;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Ends the process when a request exhausts memory outside the event loops. */
@Singleton
final class MemoryExhaustionHandler implements ExceptionHandler<OutOfMemoryError, HttpResponse<?>> {

    @Override
    @SuppressWarnings("rawtypes") // the framework's signature
    public HttpResponse<?> handle(HttpRequest request, OutOfMemoryError error) {
        MemoryExhaustion.exitIfCauseOf(error);
        return HttpResponse.serverError();
    }
}
