package mizan.page;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import mizan.platform.PublicOrigin;

/** Where readers reach the service, for what is read elsewhere: feeds, and sections that other pages include. */
@Singleton
class PublicAddress {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:[0-9]+)?|\\[[0-9A-Fa-f:.]+](:[0-9]+)?");

    private final PublicOrigin origin;

    PublicAddress(PublicOrigin origin) {
        this.origin = origin;
    }

    /** As configured, else as the request came: such as {@code https://comments.example}, with no slash at the end. */
    String of(HttpRequest<?> request) {
        return origin.configured().orElseGet(() -> host(request).isEmpty() ? "" : origin.of(request));
    }

    /** The same for a page that includes ours: without a setting, in the page's own scheme. */
    String within(HttpRequest<?> request) {
        return origin.configured().orElseGet(() -> host(request));
    }

    private static String host(HttpRequest<?> request) {
        String host = request.getHeaders().get(HttpHeaders.HOST);
        return host != null && HOST.matcher(host).matches() ? "//" + host : "";
    }
}
