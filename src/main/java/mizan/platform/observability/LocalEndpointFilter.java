package mizan.platform.observability;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;

/**
 * Hides the levels of loggers from other hosts. Prometheus and probes reach the management port too; an operator comes
 * from the same host, or from the pod's own address by {@code kubectl port-forward}.
 */
@ServerFilter(value = "(?s)/loggers(/.*)?", patternStyle = FilterPatternStyle.REGEX)
final class LocalEndpointFilter {

    @RequestFilter
    void refuseOtherHosts(HttpRequest<?> request) {
        if (!request.getRemoteAddress().getAddress().isLoopbackAddress()) {
            throw new ProblemException(ProblemType.NOT_FOUND);
        }
    }
}
