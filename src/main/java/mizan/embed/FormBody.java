package mizan.embed;

import io.micronaut.http.HttpRequest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of a plain form. It is decoded in the charset of its {@code Content-Type}, else of its field {@code _charset_}
 * (HTML, "form submission"), else in UTF-8. A body with mistakes is decoded as far as possible: without script the text
 * exists only in this request.
 *
 * @param fields the fields by name; of a repeated field, the first
 * @param isValid whether nothing was malformed, repeated or left out
 */
public record FormBody(Map<String, String> fields, boolean isValid) {

    private static final int MAX_FIELDS = 64;
    private static final int MAX_DECODED_FIELDS = 1_024;

    private static final String CHARSET_FIELD = "_charset_";

    private static final Pattern NOT_ENCODED = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /** Browsers write a character that the charset does not have as a numeric reference. */
    private static final Pattern REFERENCE = Pattern.compile("&#(\\d{1,7});");

    public static FormBody parse(HttpRequest<?> request, byte[] body) {
        // Latin-1 maps each byte to one character, so that the bytes can be decoded afterwards.
        String text = new String(body, StandardCharsets.ISO_8859_1);
        String encoded = NOT_ENCODED.matcher(text).replaceAll("%25");
        Map<String, List<String>> sent = new QueryStringDecoder(
                        encoded, StandardCharsets.ISO_8859_1, false, MAX_DECODED_FIELDS, true)
                .parameters();
        String label = request.getContentType()
                .flatMap(type -> type.getParameters().get("charset").map(CharSequence::toString))
                .orElseGet(() -> sent.getOrDefault(CHARSET_FIELD, List.of("")).getFirst());
        Optional<Charset> charset = charset(label);
        Decoder decoder = new Decoder(charset.orElse(StandardCharsets.UTF_8));
        Map<String, String> fields = new HashMap<>();
        sent.forEach((name, values) -> fields.put(decoder.decode(name), decoder.decode(values.getFirst())));
        boolean isValid = encoded.equals(text)
                && charset.isPresent()
                && !decoder.foundMalformed
                && fields.size() <= MAX_FIELDS
                && sent.values().stream().allMatch(values -> values.size() == 1);
        return new FormBody(fields, isValid);
    }

    // Browsers mean windows-1252 when they say ISO-8859-1 or US-ASCII (Encoding Standard, "names and labels").
    private static Optional<Charset> charset(String label) {
        String name = label.strip().replace("\"", "").toLowerCase(Locale.ROOT);
        try {
            return Optional.of(
                    switch (name) {
                        case "" -> StandardCharsets.UTF_8;
                        case "iso-8859-1", "latin1", "us-ascii" -> Charset.forName("windows-1252");
                        default -> Charset.forName(name);
                    });
        } catch (IllegalCharsetNameException | UnsupportedCharsetException _) {
            return Optional.empty();
        }
    }

    private static final class Decoder {

        private final Charset charset;
        private final @Nullable CharsetEncoder encoder;
        private boolean foundMalformed;

        Decoder(Charset charset) {
            this.charset = charset;
            this.encoder = charset.equals(StandardCharsets.UTF_8) || !charset.canEncode() ? null : charset.newEncoder();
        }

        String decode(String bytesAsText) {
            byte[] bytes = bytesAsText.getBytes(StandardCharsets.ISO_8859_1);
            try {
                return withoutReferences(charset.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes))
                        .toString());
            } catch (CharacterCodingException _) {
                foundMalformed = true;
                return new String(bytes, charset);
            }
        }

        private String withoutReferences(String text) {
            CharsetEncoder ofCharset = encoder;
            return ofCharset == null
                    ? text
                    : REFERENCE.matcher(text).replaceAll(reference -> {
                        int codePoint = Integer.parseInt(reference.group(1));
                        boolean isFromBrowser = Character.isValidCodePoint(codePoint)
                                && !ofCharset.canEncode(Character.toString(codePoint));
                        return isFromBrowser ? Character.toString(codePoint) : reference.group();
                    });
        }
    }
}
