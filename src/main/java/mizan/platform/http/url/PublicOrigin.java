package mizan.platform.http.url;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The service's own origin, as browsers see it. It is configured, or derived from the request's Host: {@code https},
 * but {@code http} on the loopback address. A page cannot forge the Host of requests that a browser sends for it.
 * Created eagerly, so that an invalid configuration fails the startup.
 */
@Context
public class PublicOrigin {

    private static final Pattern LOOPBACK =
            Pattern.compile("https?://(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

    private static final Pattern HOST = Pattern.compile("([a-z0-9.-]+|\\[[0-9a-f:.]+])(:\\d{1,5})?");

    private final @Nullable String configured;

    PublicOrigin(@Property(name = "mizan.public-origin") @Nullable String configured) {
        this.configured = configured == null || configured.isBlank()
                ? null
                : parse(configured)
                        .orElseThrow(() -> new IllegalArgumentException(
                                "mizan.public-origin: must be scheme://host or scheme://host:port: " + configured))
                        .value();
    }

    /** Whether a setting is an origin, or blank, which means that none is configured. */
    public static boolean isValid(String origin) {
        return origin.isBlank() || parse(origin).isPresent();
    }

    private static Optional<HttpOrigin> parse(String configured) {
        return HttpUrl.parse(configured).filter(url -> url.target().equals("/")).map(HttpUrl::origin);
    }

    /** Whether the origin is configured. Otherwise it is the Host of each request, and a response with it is not cacheable. */
    public boolean isConfigured() {
        return configured != null;
    }

    /** Whether an https origin is configured. */
    public boolean isHttps() {
        return configured != null && configured.startsWith("https://");
    }

    /**
     * The origin, such as {@code https://comments.example}. Empty if none is configured and the request's Host is
     * invalid.
     */
    public String of(HttpRequest<?> request) {
        if (configured != null) {
            return configured;
        }
        String host = host(request);
        if (host.isEmpty()) {
            return "";
        }
        return isLoopback("http://" + host) ? "http://" + host : "https://" + host;
    }

    /**
     * The prefix of links in HTML that other pages include. If no origin is configured, it has no scheme ({@code
     * //host}).
     */
    public String embeddingBase(HttpRequest<?> request) {
        if (configured != null) {
            return configured;
        }
        String host = host(request);
        return host.isEmpty() ? "" : "//" + host;
    }

    /** Whether a page of the service itself sent the request. False without an Origin. */
    public boolean isSameOrigin(HttpRequest<?> request) {
        String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        return origin != null && of(request).equals(origin);
    }

    /**
     * Whether the request's Origin is the service's own, or has the host of the request's Host field in any scheme.
     * Weaker than {@link #isSameOrigin}: only for requests that no cookie authenticates.
     */
    public boolean isSameHost(HttpRequest<?> request) {
        String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        String host = host(request);
        return isSameOrigin(request)
                || (!host.isEmpty() && origin != null && origin.matches("https?://" + Pattern.quote(host)));
    }

    /** Whether the service is accessed on the loopback address, and therefore without TLS. */
    public boolean isLoopback(HttpRequest<?> request) {
        return isLoopback(of(request));
    }

    // In lower case, like origins. Empty if it is invalid.
    private static String host(HttpRequest<?> request) {
        String host =
                request.getHeaders().get(HttpHeaders.HOST, String.class, "").toLowerCase(Locale.ROOT);
        return HOST.matcher(host).matches() ? host : "";
    }

    private static boolean isLoopback(String origin) {
        return LOOPBACK.matcher(origin).matches();
    }
}
