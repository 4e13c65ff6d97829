package mizan.site;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;

/**
 * An origin as browsers send it (RFC 6454 §6.2): scheme, host and, unless it is the scheme's own, port.
 *
 * @param value the serialized origin, in lower case
 */
public record HttpOrigin(String value) {

    /** Reads the origin of an http or https URL; empty for anything else, and for a URL with a user in it. */
    public static Optional<HttpOrigin> of(URI url) {
        String scheme = url.getScheme() == null ? "" : url.getScheme().toLowerCase(Locale.ROOT);
        String host = url.getHost();
        if (host == null || url.getRawUserInfo() != null) {
            return Optional.empty();
        }
        int ownPort = switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> 0;
        };
        if (ownPort == 0) {
            return Optional.empty();
        }
        boolean isOwnPort = url.getPort() == -1 || url.getPort() == ownPort;
        return Optional.of(new HttpOrigin(
                scheme + "://" + host.toLowerCase(Locale.ROOT) + (isOwnPort ? "" : ":" + url.getPort())));
    }

    /** Reads what a person or a browser wrote. */
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
