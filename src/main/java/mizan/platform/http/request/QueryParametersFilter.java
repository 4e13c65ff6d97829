package mizan.platform.http.request;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.RouteAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.paging.Cursors;

/**
 * Refuses repeated query parameters, and empty ones of the API. A client that sends one has a mistake, and would otherwise
 * get another list than it asked for. The URL of a page may have empty parameters, because templates make it.
 */
@ServerFilter(value = QueryParametersFilter.PATHS, patternStyle = FilterPatternStyle.REGEX)
final class QueryParametersFilter implements Ordered {

    /** A compiled expression costs less than Ant's pattern, parsed on each request. */
    static final String PATHS = "(?s)/(?:(?:api|sites|embed|receipts)/.*|privacy)";

    private static final String API = "/api/";

    /** Cursors are checked by {@link Cursors}: an empty one is no cursor of the list. */
    private static final String CURSOR = "after";

    /** After the checks of the account: a client without access learns nothing about its parameters. */
    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.after() + 1;
    }

    /** @throws ProblemException {@link ProblemType#INVALID_REQUEST} with every empty or repeated parameter */
    @RequestFilter
    void check(HttpRequest<?> request) {
        Map<String, List<String>> parameters = request.getParameters().asMap();
        if (parameters.isEmpty()) {
            return;
        }
        Set<String> repeatable = repeatable(request);
        boolean isApi = request.getPath().startsWith(API);
        List<FieldViolation> violations = new ArrayList<>();
        parameters.forEach((name, values) -> {
            if (values.size() > 1 && !repeatable.contains(name)) {
                violations.add(FieldViolation.of(name, "repeated"));
            } else if (isApi && values.stream().anyMatch(String::isBlank) && !name.equals(CURSOR)) {
                violations.add(FieldViolation.of(name, "empty"));
            }
        });
        if (!violations.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, violations);
        }
    }

    private static Set<String> repeatable(HttpRequest<?> request) {
        return RouteAttributes.getRouteInfo(request)
                .map(route ->
                        Set.of(route.getAnnotationMetadata().stringValues(QueryErrorResponses.class, "repeatable")))
                .orElse(Set.of());
    }
}
