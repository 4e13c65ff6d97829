package mizan.platform.http.paging;

import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * Cursors for keyset paging: the sort key of the last row of a page, in base64url. A cursor is authenticated and bound to
 * its list, so a list accepts only cursors that it has issued itself. Clients treat it as opaque and send it back to get the
 * next page.
 */
@Singleton
public class Cursors {

    private static final String SEPARATOR = "|";

    /** 128 bits of the HMAC. */
    private static final int TAG_BYTES = 16;

    private final CursorKeys keys;

    public Cursors(CursorKeys keys) {
        this.keys = keys;
    }

    /** @param values the sort key: instants, ids, numbers, and texts without {@code |} */
    public String encode(CursorScope scope, Object... values) {
        String joined =
                String.join(SEPARATOR, Stream.of(values).map(Object::toString).toList());
        return encode(keys.primary(), scope, joined.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Decodes a cursor with a known number of values. Without a cursor the list is empty.
     *
     * @throws ProblemException {@link ProblemType#MALFORMED_REQUEST} if the cursor is not one of this list
     */
    public List<String> decode(CursorScope scope, @Nullable String cursor, int size) {
        List<String> values = decode(scope, cursor);
        if (cursor != null && values.size() != size) {
            throw ProblemException.malformed();
        }
        return values;
    }

    /**
     * Decodes a cursor with any number of values. Without a cursor the list is empty.
     *
     * @throws ProblemException {@link ProblemType#MALFORMED_REQUEST} if the cursor is not one of this list
     */
    public List<String> decode(CursorScope scope, @Nullable String cursor) {
        return cursor == null ? List.of() : find(scope, cursor).orElseThrow(ProblemException::malformed);
    }

    /** Decodes a cursor with any number of values; empty if it is not one of this list. */
    public Optional<List<String>> find(CursorScope scope, String cursor) {
        byte[] bytes = bytes(cursor);
        byte[] values = Arrays.copyOfRange(bytes, Math.min(TAG_BYTES, bytes.length), bytes.length);
        return values.length > 0 && keys.all().stream().anyMatch(key -> isAuthentic(key, scope, values, cursor))
                ? Optional.of(List.of(new String(values, StandardCharsets.UTF_8).split("\\|", -1)))
                : Optional.empty();
    }

    /** Parses a value of a decoded cursor. */
    public static Instant instant(String value) {
        return Instant.parse(value);
    }

    /** Parses a value of a decoded cursor. */
    public static UUID uuid(String value) {
        return UUID.fromString(value);
    }

    // Compares the text, because base64url has several texts for the same bytes.
    private static boolean isAuthentic(SecretKey key, CursorScope scope, byte[] values, String cursor) {
        return MessageDigest.isEqual(utf8(encode(key, scope, values)), utf8(cursor));
    }

    private static String encode(SecretKey key, CursorScope scope, byte[] values) {
        byte[] bytes = ByteBuffer.allocate(TAG_BYTES + values.length)
                .put(tag(key, scope, values), 0, TAG_BYTES)
                .put(values)
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static byte[] tag(SecretKey key, CursorScope scope, byte[] values) {
        try {
            Mac mac = Mac.getInstance(key.getAlgorithm());
            mac.init(key);
            update(mac, scope.list());
            update(mac, scope.conditions().size());
            scope.conditions().forEach(condition -> update(mac, condition));
            return mac.doFinal(values);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    // Each part has its length before it, so that no two scopes have the same bytes. A filter that is not applied
    // differs from an empty one.
    private static void update(Mac mac, @Nullable Object condition) {
        byte[] bytes = condition == null ? new byte[0] : condition.toString().getBytes(StandardCharsets.UTF_8);
        mac.update(ByteBuffer.allocate(Integer.BYTES)
                .putInt(condition == null ? -1 : bytes.length)
                .flip());
        mac.update(bytes);
    }

    private static byte[] bytes(String cursor) {
        try {
            return Base64.getUrlDecoder().decode(cursor);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
