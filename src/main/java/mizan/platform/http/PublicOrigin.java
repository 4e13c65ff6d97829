package mizan.platform.http;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The origin under which browsers know the service: as configured, or else by the request's Host, with TLS in front of
 * everything but the loopback address. No page can choose the Host of the requests that a browser sends for it.
 * Built at start, so that a wrong setting stops it there.
 */
@Context
public class PublicOrigin {

    private static final Pattern LOOPBACK =
            Pattern.compile("https?://(localhost|127(\\.\\d{1,3}){3}|\\[::1])(:\\d{1,5})?");

    private static final Pattern HOST = Pattern.compile("([a-z0-9.-]+|\\[[0-9a-f:.]+])(:\\d{1,5})?");

    private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.\\[\\]:-]+");

    private final @Nullable String configured;

    PublicOrigin(@Property(name = "mizan.public-origin") @Nullable String configured) {
        this.configured = configured == null || configured.isBlank()
                ? null
                : configured.strip().toLowerCase(Locale.ROOT);
        if (this.configured != null && !ORIGIN.matcher(this.configured).matches()) {
            throw new IllegalArgumentException(
                    "mizan.public-origin: not scheme://host, with a port where it needs one: " + configured);
        }
    }

    /** Such as {@code https://comments.example}; empty if none is configured and the request's Host can be none. */
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

    /** The same for a page that includes ours: without a setting, in the page's own scheme. */
    public String embeddingBase(HttpRequest<?> request) {
        if (configured != null) {
            return configured;
        }
        String host = host(request);
        return host.isEmpty() ? "" : "//" + host;
    }

    /** Whether the request was sent by a page of the service's own. One without Origin was not, as far as is known. */
    public boolean isSameOrigin(HttpRequest<?> request) {
        String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        return origin != null && of(request).equals(origin);
    }

    /**
     * The same for what anybody may send, and no cookie vouches for: also by whatever name and in whatever scheme the
     * page was reached.
     */
    public boolean isSameHost(HttpRequest<?> request) {
        String origin = request.getHeaders().get(HttpHeaders.ORIGIN);
        String host = host(request);
        return isSameOrigin(request)
                || (!host.isEmpty() && origin != null && origin.matches("https?://" + Pattern.quote(host)));
    }

    /** Whether it is reached without leaving the machine, and therefore without TLS. */
    public boolean isLoopback(HttpRequest<?> request) {
        return isLoopback(of(request));
    }

    // In lower case, as origins are.
    private static String host(HttpRequest<?> request) {
        String host =
                request.getHeaders().get(HttpHeaders.HOST, String.class, "").toLowerCase(Locale.ROOT);
        return HOST.matcher(host).matches() ? host : "";
    }

    private static boolean isLoopback(String origin) {
        return LOOPBACK.matcher(origin).matches();
    }
}
