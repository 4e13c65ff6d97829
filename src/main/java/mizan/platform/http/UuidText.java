package mizan.platform.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.core.convert.TypeConverter;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Strict parser of UUIDs: 32 hexadecimal digits in groups of 8, 4, 4, 4 and 12 (RFC 9562 §4). Java's own parser also
 * accepts shorter groups, such as {@code 1-1-1-1-1}, and Jackson's accepts Base64. One comment would then have many ids.
 */
public final class UuidText {

    private static final Pattern FORM = Pattern.compile("\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private UuidText() {}

    /** Empty if the text is not the text form of a UUID. */
    public static Optional<UUID> parse(String text) {
        return FORM.matcher(text).matches() ? Optional.of(UUID.fromString(text)) : Optional.empty();
    }

    /** Parses path variables and query parameters, in place of Micronaut's converter. */
    @Singleton
    static final class Converter implements TypeConverter<String, UUID> {

        @Override
        public Optional<UUID> convert(String text, Class<UUID> type, ConversionContext context) {
            Optional<UUID> id = parse(text);
            if (id.isEmpty()) {
                context.reject(text, new IllegalArgumentException("Not a UUID"));
            }
            return id;
        }
    }

    /** Parses ids in JSON bodies. */
    public static final class Deserializer extends StdScalarDeserializer<UUID> {

        private static final long serialVersionUID = 1L;

        public Deserializer() {
            super(UUID.class);
        }

        @Override
        public UUID deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            String text = parser.getValueAsString("");
            return parse(text).orElseThrow(() -> InvalidFormatException.from(parser, "Not a UUID", text, UUID.class));
        }
    }
}
