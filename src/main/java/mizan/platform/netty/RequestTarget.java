package mizan.platform.netty;

import io.netty.handler.codec.http.HttpRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Prepares request targets for the framework, which parses them with {@link java.net.URI}. Browsers send characters
 * that it refuses, such as {@code |} in a query (WHATWG URL, query percent-encode set).
 */
final class RequestTarget {

    private static final String REFUSED = "|[]^{}\"<>\\`";

    /** A percent sign that begins no encoded byte. */
    private static final Pattern INCOMPLETE = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** The start of a request line: the method, and a path without encoded characters. */
    private static final Pattern START = Pattern.compile("[A-Z]+ (/[\\w.~/-]*).*", Pattern.DOTALL);

    /** The part of a request line that is read for {@link #path}, in characters. */
    static final int MAX_PATH = 256;

    private RequestTarget() {}

    /** Percent-encodes the characters that the framework refuses. Returns false if the target is not UTF-8. */
    static boolean normalize(HttpRequest request) {
        String target = request.uri();
        boolean isEncoded = false;
        boolean isNormal = true;
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            isEncoded |= c == '%';
            isNormal &= c < 0x7F && REFUSED.indexOf(c) < 0;
        }
        // An absolute form may have the brackets of an IPv6 address.
        if (!isNormal && target.startsWith("/")) {
            target = encode(target);
            request.setUri(target);
        }
        return (isNormal && !isEncoded) || isUtf8(target);
    }

    /**
     * Makes a target parseable that is refused anyway. The framework would answer as to a request without path and header, in
     * the default language and format.
     */
    static String parseable(String target) {
        return INCOMPLETE.matcher(target).replaceAll("%25");
    }

    /** Returns the path of a request line of which only the start is given; {@code /} if it has none. */
    static String path(String start) {
        Matcher line = START.matcher(start);
        return line.matches() ? line.group(1) : "/";
    }

    // Netty decodes each byte of the target to one character.
    private static String encode(String target) {
        StringBuilder encoded = new StringBuilder(target.length() + 16);
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c < 0x7F && REFUSED.indexOf(c) < 0) {
                encoded.append(c);
            } else {
                encoded.append('%').append(HEX.toHexDigits((byte) c));
            }
        }
        return encoded.toString();
    }

    private static boolean isUtf8(String target) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(target.length());
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c != '%') {
                bytes.write(c);
            } else if (i + 2 < target.length() && isHex(target.charAt(i + 1)) && isHex(target.charAt(i + 2))) {
                bytes.write(HexFormat.fromHexDigits(target, i + 1, i + 3));
                i += 2;
            } else {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes.toByteArray()));
            return true;
        } catch (CharacterCodingException _) {
            return false;
        }
    }

    private static boolean isHex(char c) {
        return HexFormat.isHexDigit(c);
    }
}
