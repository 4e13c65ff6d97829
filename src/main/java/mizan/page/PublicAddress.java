package mizan.page;

import io.micronaut.context.annotation.Property;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where readers reach the service, for what is read elsewhere: feeds, and sections that other pages include. */
@Singleton
class PublicAddress {

    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+(:[0-9]+)?|\\[[0-9A-Fa-f:.]+](:[0-9]+)?");

    private final @Nullable String configured;

    PublicAddress(@Property(name = "mizan.public-url") @Nullable String configured) {
        this.configured = configured == null || configured.isBlank() ? null : configured.replaceAll("/+$", "");
    }

    /** As configured, else as the request came: such as {@code https://comments.example}, with no slash at the end. */
    String of(HttpRequest<?> request) {
        return configured == null ? (request.isSecure() ? "https:" : "http:") + host(request) : configured;
    }

    /** The same for a page that includes ours: without a setting, in the page's own scheme. */
    String within(HttpRequest<?> request) {
        return configured == null ? host(request) : configured;
    }

    private static String host(HttpRequest<?> request) {
        String host = request.getHeaders().get(HttpHeaders.HOST);
        return host != null && HOST.matcher(host).matches() ? "//" + host : "";
    }
}
