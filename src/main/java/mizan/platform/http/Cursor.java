package mizan.platform.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where a page of a list begins: opaque to clients, a few values of the last row to us. */
public final class Cursor {

    private static final String SEPARATOR = "|";

    private static final Instant END_OF_TIME = Instant.parse("9999-01-01T00:00:00Z");

    private Cursor() {}

    /** @param values none contains {@code |} */
    public static String encode(Object... values) {
        String joined = String.join(
                SEPARATOR, List.of(values).stream().map(Object::toString).toList());
        return Base64.getUrlEncoder().withoutPadding().encodeToString(joined.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The values of a cursor that a client sent back; none if it sent none.
     *
     * @throws ProblemException {@link ProblemType#MALFORMED_REQUEST} if it is none of ours
     */
    public static List<String> decode(@Nullable String cursor, int size) {
        List<String> values = decode(cursor);
        if (cursor != null && values.size() != size) {
            throw ProblemException.malformed();
        }
        return values;
    }

    /** The same for a cursor that may have more than one size. */
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

    /** One value of a cursor. */
    public static Instant parseInstant(String value) {
        try {
            Instant instant = Instant.parse(value);
            // What PostgreSQL cannot hold is no value of ours.
            if (instant.isAfter(Instant.EPOCH) && instant.isBefore(END_OF_TIME)) {
                return instant;
            }
        } catch (DateTimeParseException _) {
            // no instant at all
        }
        throw ProblemException.malformed();
    }

    /** One value of a cursor. */
    public static long parseLong(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException _) {
            throw ProblemException.malformed();
        }
    }

    /** One value of a cursor. */
    public static UUID parseUuid(String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException _) {
            throw ProblemException.malformed();
        }
    }
}
