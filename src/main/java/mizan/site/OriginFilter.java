package mizan.site;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;
import io.micronaut.http.filter.ServerFilterPhase;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Predicate;
import mizan.platform.http.CrossOrigin;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.PublicOrigin;
import mizan.platform.i18n.Languages;
import org.jspecify.annotations.Nullable;

/**
 * Lets a site's own pages, and no others, call the routes for article pages from a browser (Fetch §3.2, without
 * credentials). A request without {@code Origin} comes from no browser page and is welcome.
 */
@ServerFilter(value = OriginFilter.ROUTES, patternStyle = FilterPatternStyle.REGEX)
final class OriginFilter implements Ordered {

    /** One expression, which costs less with each request than three of Ant's patterns. */
    static final String ROUTES = "(?s)/(api/v1/(sites|receipts)|sites)(/.*)?";

    private static final String PREFLIGHT_SECONDS = "600";

    private final Sites sites;
    private final PublicOrigin publicOrigin;

    OriginFilter(Sites sites, PublicOrigin publicOrigin) {
        this.sites = sites;
        this.publicOrigin = publicOrigin;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.before();
    }

    @RequestFilter
    @Nullable HttpResponse<?> check(HttpRequest<?> request) {
        Optional<Site> site = site(request);
        site.ifPresent(found -> Languages.setDefault(request, found.language()));
        String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        if (origin == null) {
            return null;
        }
        boolean isAllowed = allowed(request, site).test(origin);
        if (request.getMethod() == HttpMethod.OPTIONS
                && request.getHeaders().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)) {
            return isAllowed ? preflight(origin) : refuse();
        }
        boolean changes = request.getMethod() != HttpMethod.GET && request.getMethod() != HttpMethod.HEAD;
        return changes && !isAllowed ? refuse() : null;
    }

    @ResponseFilter
    void admit(HttpRequest<?> request, MutableHttpResponse<?> response) {
        CrossOrigin.addHeaders(
                request.getHeaders().get(HttpHeaders.ORIGIN),
                origin ->
                        !isFormRoute(request) && allowed(request, site(request)).test(origin),
                response.getHeaders()::add);
    }

    private static HttpResponse<?> refuse() {
        throw new ProblemException(ProblemType.ORIGIN_NOT_ALLOWED);
    }

    // Answered here and now: it passes no response filter.
    private static HttpResponse<?> preflight(String origin) {
        return HttpResponse.noContent()
                .header(HttpHeaders.VARY, HttpHeaders.ORIGIN)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, DELETE")
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type, Idempotency-Key, If-None-Match")
                .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS);
    }

    // No page may write to a site that is not there. Receipts belong to no site by their path. The plain form is
    // also posted from the service's own page, which shows it again after a mistake.
    private Predicate<String> allowed(HttpRequest<?> request, Optional<Site> site) {
        if (request.getPath().startsWith("/api/v1/receipts/")) {
            return sites::hasOrigin;
        }
        return origin -> site.map(found -> found.hasOrigin(origin)).orElse(false)
                || (isFormRoute(request) && publicOrigin.isSameHost(request));
    }

    private static boolean isFormRoute(HttpRequest<?> request) {
        return request.getPath().startsWith("/sites/");
    }

    private Optional<Site> site(HttpRequest<?> request) {
        String path = request.getPath();
        String prefix = isFormRoute(request) ? "/sites/" : "/api/v1/sites/";
        if (!path.startsWith(prefix)) {
            return Optional.empty();
        }
        int end = path.indexOf('/', prefix.length());
        return sites.find(decoded(end < 0 ? path.substring(prefix.length()) : path.substring(prefix.length(), end)));
    }

    // As the router reads it: a site must not be another one by its spelling.
    private static String decoded(String segment) {
        try {
            return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException _) {
            return segment;
        }
    }
}
