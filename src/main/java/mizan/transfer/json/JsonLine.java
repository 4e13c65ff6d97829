package mizan.transfer.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * One line of a file.
 *
 * @param number from 1
 * @param object null if the line is no JSON object
 */
public record JsonLine(long number, @Nullable ObjectNode object) {

    /** Holds no personal data, because it may be logged. */
    @Override
    public String toString() {
        return "JsonLine[" + number + "]";
    }

    /** A text or a number as text; null for anything else, and for an empty text. */
    public static @Nullable String text(@Nullable JsonNode object, String field) {
        JsonNode value = object == null ? null : object.get(field);
        return value == null
                        || !(value.isTextual() || value.isNumber())
                        || value.asText().isEmpty()
                ? null
                : value.asText();
    }

    /** An instant in ISO 8601; null for anything else. */
    public static @Nullable Instant instant(@Nullable JsonNode object, String field) {
        String text = text(object, field);
        try {
            return text == null ? null : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException _) {
            return null;
        }
    }
}
