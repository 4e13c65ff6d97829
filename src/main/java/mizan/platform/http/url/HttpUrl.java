package mizan.platform.http.url;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mizan.text.PlainText;

/**
 * An absolute http(s) URL, as browsers read it (WHATWG URL Standard). The origin is normalised. The rest is kept as written:
 * {@code java.net.URI} refuses characters that browsers send, such as {@code |} and {@code [}.
 *
 * @param target path, query and fragment; it starts with a slash
 */
public record HttpUrl(HttpOrigin origin, String target) {

    /** Backslashes are slashes, and any number of them may precede the authority. */
    private static final Pattern PARTS =
            Pattern.compile("(https?):[/\\\\]*([^/\\\\?#]*)(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    private static final Pattern IGNORED = Pattern.compile("^[\\x00- ]+|[\\x00- ]+$|[\\t\\n\\r]");

    /** Every browser encodes these characters in a path and in a query. */
    private static final Pattern ENCODED_BY_BROWSERS = Pattern.compile("[^!#-;=?-~]+");

    /**
     * Parses a URL. Empty if it is not an absolute http or https URL with a valid host, if it has user information, or if
     * it contains characters that cannot be printed in one line.
     */
    public static Optional<HttpUrl> parse(String text) {
        String url = IGNORED.matcher(text).replaceAll("");
        Matcher parts = PARTS.matcher(url);
        if (!PlainText.isPrintableLine(url) || !parts.matches()) {
            return Optional.empty();
        }
        String rest = parts.group(3);
        String target = rest.startsWith("/") || rest.startsWith("\\") ? rest : "/" + rest;
        return HttpOrigin.of(parts.group(1).toLowerCase(Locale.ROOT), parts.group(2))
                .map(origin -> new HttpUrl(origin, target));
    }

    /** Adds a pair to the query, unless the query has the same pair already. All other pairs stay as they are. */
    public HttpUrl withQueryPair(String pair) {
        int fragment = target.indexOf('#');
        String resource = fragment < 0 ? target : target.substring(0, fragment);
        String rest = target.substring(resource.length());
        int query = resource.indexOf('?');
        if (query < 0) {
            return new HttpUrl(origin, resource + "?" + pair + rest);
        }
        String pairs = resource.substring(query + 1);
        if (Arrays.asList(pairs.split("&", -1)).contains(pair)) {
            return this;
        }
        return new HttpUrl(origin, resource + (pairs.isEmpty() || pairs.endsWith("&") ? "" : "&") + pair + rest);
    }

    /** Replaces the fragment; an empty one is left out. */
    public HttpUrl withFragment(String fragment) {
        int start = target.indexOf('#');
        String resource = start < 0 ? target : target.substring(0, start);
        return new HttpUrl(origin, fragment.isEmpty() ? resource : resource + "#" + fragment);
    }

    /** The URL in ASCII, for a header field. Only characters that every browser encodes are encoded. */
    public String toAscii() {
        return origin
                + ENCODED_BY_BROWSERS.matcher(target).replaceAll(characters -> percentEncoded(characters.group()));
    }

    private static String percentEncoded(String characters) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : characters.getBytes(StandardCharsets.UTF_8)) {
            encoded.append('%').append(String.format(Locale.ROOT, "%02X", octet));
        }
        return encoded.toString();
    }

    @Override
    public String toString() {
        return origin + target;
    }
}
