package mizan.platform.outbound;

import static java.util.Locale.ROOT;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;

/**
 * A URL that the service sends requests to. Its path and query may contain a secret, so it is printed without them.
 *
 * @param value an absolute http or https URL without user information and fragment
 */
public record OutboundUrl(URI value) {

    /** In characters. */
    public static final int MAX_LENGTH = 2_000;

    private static final int MAX_PORT = 65_535;

    /** @throws IllegalArgumentException if the URL is not valid */
    public OutboundUrl {
        if (!isValid(value)) {
            throw new IllegalArgumentException("Not an absolute http or https URL");
        }
    }

    /** Parses a URL. Empty if it is not valid. Host names are written in ASCII. */
    public static Optional<OutboundUrl> parse(String text) {
        if (text.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        try {
            URI uri = new URI(text);
            return isValid(uri) ? Optional.of(new OutboundUrl(uri)) : Optional.empty();
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    /** The host name or address, in lower case and without brackets. */
    public String host() {
        String host = value.getHost().toLowerCase(ROOT);
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    boolean isEncrypted() {
        return "https".equalsIgnoreCase(value.getScheme());
    }

    /** Scheme, host and port. */
    public String origin() {
        String port = value.getPort() < 0 ? "" : ":" + value.getPort();
        return value.getScheme().toLowerCase(ROOT) + "://" + value.getHost().toLowerCase(ROOT) + port;
    }

    private static boolean isValid(URI uri) {
        return ("https".equalsIgnoreCase(uri.getScheme()) || "http".equalsIgnoreCase(uri.getScheme()))
                && uri.getHost() != null
                && uri.getPort() != 0
                && uri.getPort() <= MAX_PORT
                && uri.getRawUserInfo() == null
                && uri.getRawFragment() == null
                && uri.toString().chars().allMatch(character -> character > ' ' && character < '\u007f');
    }

    /** The origin only. */
    @Override
    public String toString() {
        return origin();
    }
}
