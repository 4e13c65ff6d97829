package mizan.platform.http;

import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Turns Micronaut's own error responses (unknown route, wrong method, unreadable body) into problems. A problem of a
 * request with a malformed head passes no filter, so it is turned into a page here.
 */
@Singleton
final class ProblemResponseProcessor implements ErrorResponseProcessor<Object> {

    private final ProblemResponses problems;
    private final BeanProvider<ProblemPages> pages;

    ProblemResponseProcessor(ProblemResponses problems, BeanProvider<ProblemPages> pages) {
        this.problems = problems;
        this.pages = pages;
    }

    // Micronaut's messages are dropped, because they contain names of Java classes.
    @Override
    public MutableHttpResponse<Object> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpRequest<?> request = context.getRequest();
        if (request.getMethod() == HttpMethod.OPTIONS && response.code() == HttpStatus.METHOD_NOT_ALLOWED.getCode()) {
            return options(response);
        }
        @Nullable Throwable malformed = decoderFailure(request);
        MutableHttpResponse<Problem> problem = problems.response(request, type(malformed, response.code()));
        response.getHeaders().forEachValue((name, value) -> {
            if (!problem.getHeaders().contains(name)) {
                problem.header(name, value);
            }
        });
        MutableHttpResponse<?> shown =
                malformed == null ? problem : pages.get().page(request, problem).orElse(problem);
        return shown.body(shown.body());
    }

    /** The methods of a route (RFC 9110 §9.3.7). Micronaut has no routes for OPTIONS. */
    private static MutableHttpResponse<Object> options(MutableHttpResponse<?> response) {
        Set<String> methods = new TreeSet<>(response.getHeaders().getAll(HttpHeaders.ALLOW).stream()
                .flatMap(field -> Stream.of(field.split("\\s*,\\s*", -1)))
                .toList());
        methods.add(HttpMethod.OPTIONS.name());
        return HttpResponse.status(HttpStatus.NO_CONTENT).header(HttpHeaders.ALLOW, String.join(", ", methods));
    }

    private static @Nullable Throwable decoderFailure(HttpRequest<?> request) {
        return request instanceof NettyHttpRequest<?> netty
                ? netty.getNativeRequest().decoderResult().cause()
                : null;
    }

    // Micronaut has one status for everything that is too long.
    private static ProblemType type(@Nullable Throwable malformed, int status) {
        if (malformed instanceof TooLongHttpLineException) {
            return ProblemType.URI_TOO_LONG;
        }
        return malformed instanceof TooLongHttpHeaderException
                ? ProblemType.HEADERS_TOO_LARGE
                : ProblemType.ofStatus(status);
    }
}
