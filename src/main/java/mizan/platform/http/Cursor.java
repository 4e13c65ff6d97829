package mizan.platform.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Cursor for keyset paging: the sort key of the last row of a page, as base64url. Clients treat it as opaque and send
 * it back to get the next page.
 */
public final class Cursor {

    private static final String SEPARATOR = "|";

    private static final Instant MAX_INSTANT = Instant.parse("9999-01-01T00:00:00Z");

    private Cursor() {}

    /** @param values the sort key; no value may contain {@code |} */
    public static String encode(Object... values) {
        String joined = String.join(
                SEPARATOR, List.of(values).stream().map(Object::toString).toList());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Decodes a cursor with a known number of values. Without a cursor the list is empty.
     *
     * @throws ProblemException {@link ProblemType#MALFORMED_REQUEST} if the cursor is invalid
     */
    public static List<String> decode(@Nullable String cursor, int size) {
        List<String> values = decode(cursor);
        if (cursor != null && values.size() != size) {
            throw ProblemException.malformed();
        }
        return values;
    }

    /**
     * Decodes a cursor with any number of values. Without a cursor the list is empty.
     *
     * @throws ProblemException {@link ProblemType#MALFORMED_REQUEST} if the cursor is not base64url
     */
    public static List<String> decode(@Nullable String cursor) {
        if (cursor == null) {
            return List.of();
        }
        try {
            String joined = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
            return List.of(joined.split("\\|", -1));
        } catch (IllegalArgumentException _) {
            throw ProblemException.malformed();
        }
    }

    /** @throws ProblemException {@link ProblemType#MALFORMED_REQUEST} if the value is no instant from 1970 to 9998 */
    public static Instant parseInstant(String value) {
        try {
            Instant instant = Instant.parse(value);
            // PostgreSQL cannot store every instant of Java; the cursors of this service are within these bounds.
            if (instant.isAfter(Instant.EPOCH) && instant.isBefore(MAX_INSTANT)) {
                return instant;
            }
        } catch (DateTimeParseException _) {
            // handled below
        }
        throw ProblemException.malformed();
    }

    /** @throws ProblemException {@link ProblemType#MALFORMED_REQUEST} if the value is no integer */
    public static long parseLong(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException _) {
            throw ProblemException.malformed();
        }
    }

    /** @throws ProblemException {@link ProblemType#MALFORMED_REQUEST} if the value is no UUID */
    public static UUID parseUuid(String value) {
        return UuidText.parse(value).orElseThrow(ProblemException::malformed);
    }
}
