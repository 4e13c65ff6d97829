package mizan.platform.http;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/** Turns Micronaut's own error responses (unknown route, wrong method, unreadable body) into problems. */
@Singleton
final class ProblemResponseProcessor implements ErrorResponseProcessor<Problem> {

    private final ProblemResponses problems;

    ProblemResponseProcessor(ProblemResponses problems) {
        this.problems = problems;
    }

    // Micronaut's messages are dropped, because they contain names of Java classes.
    @Override
    public MutableHttpResponse<Problem> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpRequest<?> request = context.getRequest();
        MutableHttpResponse<Problem> problem = problems.response(request, ProblemType.ofStatus(response.code()));
        response.getHeaders().forEachValue((name, value) -> {
            if (!problem.getHeaders().contains(name)) {
                problem.header(name, value);
            }
        });
        return request.getMethod() == HttpMethod.HEAD ? problem.body(null) : problem;
    }
}
