package mizan.platform.http.request;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.netty.handler.codec.http.QueryStringDecoder;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.UuidText;
import org.jspecify.annotations.Nullable;

/**
 * Parses request bodies strictly. Text must be valid UTF-8. JSON must conform to RFC 8259, without duplicate names,
 * trailing tokens or values of another type. Forms must not repeat a field. Other bodies are {@link
 * ProblemType#MALFORMED_REQUEST}.
 */
@Singleton
public class StrictBodyReader {

    private static final int MAX_FORM_FIELDS = 64;

    private static final JsonMapper JSON = strictMapper();

    /** Values of forms are text: a checkbox is {@code on} or {@code true}. */
    private static final JsonMapper FORM = JSON.rebuild()
            .addModule(new SimpleModule().addDeserializer(Boolean.class, new CheckboxDeserializer()))
            .build();

    /** @throws ProblemException {@link ProblemType#UNSUPPORTED_MEDIA_TYPE} if the Content-Type is not JSON */
    public <T> T json(HttpRequest<?> request, byte[] body, Class<T> type) {
        if (!hasContentType(request, MediaType.APPLICATION_JSON_TYPE) || isEncoded(request)) {
            throw new ProblemException(ProblemType.UNSUPPORTED_MEDIA_TYPE);
        }
        try {
            T value = JSON.readValue(utf8(body), type);
            if (value == null) {
                throw ProblemException.malformed();
            }
            return value;
        } catch (JsonProcessingException _) {
            throw ProblemException.malformed();
        }
    }

    /** Parses JSON or a form, depending on the Content-Type. An empty form field counts as missing. */
    public <T> T jsonOrForm(HttpRequest<?> request, byte[] body, Class<T> type) {
        if (!hasContentType(request, MediaType.APPLICATION_FORM_URLENCODED_TYPE) || isEncoded(request)) {
            return json(request, body, type);
        }
        try {
            Map<String, String> fields = form(body);
            fields.values().removeIf(String::isEmpty);
            return FORM.convertValue(fields, type);
        } catch (IllegalArgumentException _) {
            throw ProblemException.malformed();
        }
    }

    /** Whether a field of a form is a checked checkbox. A browser leaves out one that is not checked. */
    public static boolean isChecked(@Nullable String value) {
        return "on".equals(value) || "true".equals(value);
    }

    /** Parses an {@code application/x-www-form-urlencoded} body in UTF-8 with at most 64 fields. */
    public Map<String, String> form(byte[] body) {
        return form(body, MAX_FORM_FIELDS);
    }

    /** Parses an {@code application/x-www-form-urlencoded} body in UTF-8 of a form with so many fields. */
    public Map<String, String> form(byte[] body, int maxFields) {
        Map<String, String> fields = new HashMap<>();
        try {
            // Latin-1 maps each byte to one character, so that the bytes can be decoded strictly afterwards.
            String text = new String(body, StandardCharsets.ISO_8859_1);
            Map<String, List<String>> decoded =
                    new QueryStringDecoder(text, StandardCharsets.ISO_8859_1, false, maxFields + 1, true).parameters();
            if (decoded.size() > maxFields) {
                throw ProblemException.malformed();
            }
            decoded.forEach((name, values) -> {
                if (values.size() != 1) {
                    throw ProblemException.malformed();
                }
                fields.put(
                        utf8(name.getBytes(StandardCharsets.ISO_8859_1)),
                        utf8(values.getFirst().getBytes(StandardCharsets.ISO_8859_1)));
            });
        } catch (IllegalArgumentException _) {
            throw ProblemException.malformed();
        }
        return fields;
    }

    // Micronaut would treat a request without Content-Type as JSON.
    private static boolean hasContentType(HttpRequest<?> request, MediaType expected) {
        return request.getHeaders().contains(HttpHeaders.CONTENT_TYPE)
                && request.getContentType().map(expected::matches).orElse(false);
    }

    // The server has decoded the codings that it supports, and removed them from the header (RFC 9110 §8.4).
    private static boolean isEncoded(HttpRequest<?> request) {
        String coding = request.getHeaders().get(HttpHeaders.CONTENT_ENCODING);
        return coding != null && !coding.equalsIgnoreCase("identity");
    }

    private static String utf8(byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException _) {
            throw ProblemException.malformed();
        }
    }

    private static final class CheckboxDeserializer extends StdScalarDeserializer<Boolean> {

        private static final long serialVersionUID = 1L;

        CheckboxDeserializer() {
            super(Boolean.class);
        }

        @Override
        public Boolean deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return isChecked(parser.getText());
        }
    }

    private static JsonMapper strictMapper() {
        JsonMapper mapper = JsonMapper.builder()
                .addModule(new SimpleModule().addDeserializer(UUID.class, new UuidText.Deserializer()))
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        textual -> textual.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
                .build();
        mapper.coercionConfigDefaults().setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
        return mapper;
    }
}
