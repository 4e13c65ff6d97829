package mizan.site;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterPatternStyle;
import io.micronaut.http.filter.ServerFilterPhase;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import io.micronaut.web.router.Router;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import mizan.platform.http.CorsHeaders;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.url.PublicOrigin;
import mizan.platform.i18n.Languages;
import org.jspecify.annotations.Nullable;

/**
 * Allows a site's own pages, and no others, to call the routes for article pages from a browser (Fetch §3.2, without
 * credentials). A request without {@code Origin} comes from no browser page and is allowed.
 */
// The annotation selects the routes. A compiled expression costs less than Ant's pattern, parsed on each request.
@ServerFilter(value = "(?s).*", patternStyle = FilterPatternStyle.REGEX)
@PublicApi
final class OriginFilter implements Ordered {

    private static final Set<HttpMethod> SAFE_METHODS = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final String READABLE = "mizan.cross-origin-readable";
    private static final String PREFLIGHT_SECONDS = "600";

    private final Sites sites;
    private final PublicOrigin publicOrigin;
    private final Router router;

    OriginFilter(Sites sites, PublicOrigin publicOrigin, Router router) {
        this.sites = sites;
        this.publicOrigin = publicOrigin;
        this.router = router;
    }

    @Override
    public int getOrder() {
        return ServerFilterPhase.SECURITY.before();
    }

    @RequestFilter
    @Nullable HttpResponse<?> check(HttpRequest<?> request) {
        return route(request).map(route -> check(request, route)).orElse(null);
    }

    private @Nullable HttpResponse<?> check(HttpRequest<?> request, RouteMatch<?> route) {
        Optional<Site> site = site(route);
        site.ifPresent(found -> Languages.setDefault(request, found.language()));
        @Nullable String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        boolean isNavigation = isNavigation(route);
        boolean isSiteOrigin = origin != null && isSiteOrigin(origin, route, site);
        request.setAttribute(READABLE, isSiteOrigin && !isNavigation);
        // Browsers send "null" from a page with the policy no-referrer. Such a form needs no permission to read.
        if (origin == null || (isNavigation && origin.equals("null"))) {
            return null;
        }
        // The plain form is also posted from the service's own page, which shows it again after a mistake.
        boolean isAllowed = isSiteOrigin || (isNavigation && publicOrigin.isSameHost(request));
        if (isPreflight(request)) {
            return isAllowed ? preflight(origin) : refuse();
        }
        boolean isChange = !SAFE_METHODS.contains(request.getMethod());
        if (!isChange || isAllowed) {
            return null;
        }
        if (isNavigation && request.accept().contains(MediaType.TEXT_HTML_TYPE)) {
            // Without script the text exists only in this request: the page that refuses it must show it.
            request.setAttribute(PublicApi.FOREIGN_ORIGIN, true);
            return null;
        }
        return refuse();
    }

    @ResponseFilter
    void allowReading(HttpRequest<?> request, MutableHttpResponse<?> response) {
        request.getAttribute(READABLE, Boolean.class)
                .ifPresent(isReadable -> CorsHeaders.addHeaders(
                        request.getHeaders().get(HttpHeaders.ORIGIN), _ -> isReadable, response.getHeaders()::add));
    }

    /** The matched route. A preflight, or a request with an unsupported method, gets another route of its path. */
    private Optional<RouteMatch<?>> route(HttpRequest<?> request) {
        Optional<RouteMatch<?>> matched = RouteAttributes.getRouteMatch(request);
        if (matched.isPresent()) {
            return matched;
        }
        List<? extends RouteMatch<?>> ofPath = router.findAny(request);
        return ofPath.stream()
                .filter(route -> route.getRouteInfo().getAnnotationMetadata().hasAnnotation(PublicApi.class))
                .<RouteMatch<?>>map(route -> route)
                .findFirst();
    }

    // A site that does not exist allows no origin.
    private boolean isSiteOrigin(String origin, RouteMatch<?> route, Optional<Site> site) {
        return siteName(route).isPresent()
                ? site.filter(found -> found.hasOrigin(origin)).isPresent()
                : sites.hasOrigin(origin);
    }

    private Optional<Site> site(RouteMatch<?> route) {
        return siteName(route).flatMap(sites::find);
    }

    private static Optional<String> siteName(RouteMatch<?> route) {
        return Optional.ofNullable(route.getVariableValues().get("site")).map(Object::toString);
    }

    private static boolean isNavigation(RouteMatch<?> route) {
        return route.getRouteInfo()
                .getAnnotationMetadata()
                .booleanValue(PublicApi.class, "navigation")
                .orElse(false);
    }

    private static boolean isPreflight(HttpRequest<?> request) {
        return request.getMethod() == HttpMethod.OPTIONS
                && request.getHeaders().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD);
    }

    private static HttpResponse<?> refuse() {
        throw new ProblemException(ProblemType.ORIGIN_NOT_ALLOWED);
    }

    // A response of a request filter passes no response filter.
    private static HttpResponse<?> preflight(String origin) {
        return HttpResponse.noContent()
                .header(HttpHeaders.VARY, HttpHeaders.ORIGIN)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, origin)
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, "GET, POST, DELETE")
                .header(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "Content-Type, Idempotency-Key, If-None-Match")
                .header(HttpHeaders.ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS);
    }
}
