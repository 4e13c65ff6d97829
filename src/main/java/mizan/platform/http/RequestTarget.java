package mizan.platform.http;

import java.util.HexFormat;

/** Request targets (RFC 9112 §3.2) as browsers send them. */
public final class RequestTarget {

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private RequestTarget() {}

    /**
     * Percent-encodes the ASCII characters that browsers send in a path or query, and that {@code java.net.URI} refuses
     * there: RFC 3986 does not allow them.
     */
    public static String encode(String target) {
        int first = 0;
        while (first < target.length() && !isRefused(target.charAt(first))) {
            first++;
        }
        if (first == target.length()) {
            return target;
        }
        StringBuilder encoded = new StringBuilder(target.length() + 16);
        for (int i = 0; i < target.length(); i++) {
            char character = target.charAt(i);
            if (isRefused(character)) {
                encoded.append('%').append(HEX.toHexDigits((byte) character));
            } else {
                encoded.append(character);
            }
        }
        return encoded.toString();
    }

    private static boolean isRefused(char character) {
        return switch (character) {
            case '"', '<', '>', '[', '\\', ']', '^', '`', '{', '|', '}' -> true;
            default -> false;
        };
    }
}
