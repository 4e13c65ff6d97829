package mizan.site;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import mizan.platform.http.url.HttpUrl;

/** The normal form of article keys, so that two forms of one address are one article. The widget follows the same rules. */
public final class ArticleKey {

    private static final Pattern ENCODED = Pattern.compile("%[0-9A-Fa-f]{2}");
    private static final Pattern HTTP = Pattern.compile("(?i)https?://.*");

    private ArticleKey() {}

    /**
     * Normalises a key that is an http or https URL (RFC 3986 §6.2.2, §6.2.3): host, default port, percent-encoding, dot
     * segments. Other keys, and a fragment, stay as they are.
     */
    public static String normalize(String key) {
        return HTTP.matcher(key).matches()
                ? HttpUrl.parse(key).map(ArticleKey::normalize).orElse(key)
                : key;
    }

    private static String normalize(HttpUrl url) {
        String target = ENCODED.matcher(url.target()).replaceAll(encoded -> normalizeEncoding(encoded.group()));
        int end = target.indexOf('?') < 0 ? target.length() : target.indexOf('?');
        int fragment = target.indexOf('#');
        int path = fragment < 0 ? end : Math.min(end, fragment);
        return url.origin() + withoutDotSegments(target.substring(0, path)) + target.substring(path);
    }

    // Unreserved characters (RFC 3986 §2.3) are decoded. No replacement contains a backslash or a dollar sign.
    private static String normalizeEncoding(String encoded) {
        char character = (char) Integer.parseInt(encoded.substring(1), 16);
        boolean isUnreserved =
                character < 128 && (Character.isLetterOrDigit(character) || "-._~".indexOf(character) >= 0);
        return isUnreserved ? String.valueOf(character) : encoded.toUpperCase(Locale.ROOT);
    }

    private static String withoutDotSegments(String path) {
        List<String> kept = new ArrayList<>();
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            boolean isLast = i == segments.length - 1;
            switch (segments[i]) {
                case "." -> {
                    if (isLast) {
                        kept.add("");
                    }
                }
                case ".." -> {
                    if (!kept.isEmpty()) {
                        kept.removeLast();
                    }
                    if (isLast) {
                        kept.add("");
                    }
                }
                default -> kept.add(segments[i]);
            }
        }
        return "/" + String.join("/", kept);
    }
}
