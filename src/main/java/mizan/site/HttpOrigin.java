package mizan.site;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * An origin as browsers send it (RFC 6454 §6.2): scheme, host and, unless it is the default of the scheme, port.
 *
 * @param value the serialized origin, in lower case
 */
public record HttpOrigin(String value) {

    /** The origin of an http or https URL; empty for other URLs, and for a URL with user information. */
    public static Optional<HttpOrigin> of(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        String host = url.getHost();
        if (host == null || url.getRawUserInfo() != null) {
            return Optional.empty();
        }
        int defaultPort = switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> 0;
        };
        if (defaultPort == 0) {
            return Optional.empty();
        }
        boolean isDefaultPort = url.getPort() == -1 || url.getPort() == defaultPort;
        return Optional.of(new HttpOrigin(
                scheme + "://" + host.toLowerCase(Locale.ROOT) + (isDefaultPort ? "" : ":" + url.getPort())));
    }

    /** Parses a URL or a serialized origin; empty if it is not valid. */
    public static Optional<HttpOrigin> parse(String text) {
        try {
            return of(URI.create(text));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
