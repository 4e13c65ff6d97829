package mizan.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.swagger.v3.parser.ObjectMapperFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import mizan.embed.documentation.OpenApiDocument;
import org.jspecify.annotations.Nullable;

/**
 * Compares responses with the OpenAPI description: the status has to be described, the media type, and each field of a
 * JSON body. All tests over HTTP do so with every response they get.
 */
public final class ApiDescription {

    private final JsonNode document;
    private final SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getDraft202012());
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();

    ApiDescription() {
        try (InputStream in = Objects.requireNonNull(
                ApiDescription.class.getClassLoader().getResourceAsStream("META-INF/swagger/openapi.yml"))) {
            String generated = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            document = ObjectMapperFactory.createYaml().readTree(OpenApiDocument.upgrade(generated));
            document.at("/components/schemas").forEach(ApiDescription::forbidOtherFields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails if the description does not have this response. Other paths than those of the API are not described. */
    void verify(String method, String path, Answer answer) {
        @Nullable JsonNode operation = operation(method, path.replaceFirst("\\?.*", ""));
        if (operation == null) {
            return;
        }
        String name = method + " " + path + " → " + answer.status();
        JsonNode response = resolved(operation.path("responses").path(Integer.toString(answer.status())));
        assertThat(response.isMissingNode()).as("%s is not described", name).isFalse();
        String type = answer.header("Content-Type").replaceFirst(";.*", "");
        if (answer.body().isEmpty()) {
            return;
        }
        JsonNode content = response.path("content").path(type);
        assertThat(content.isMissingNode())
                .as("%s: %s is not described", name, type)
                .isFalse();
        if (type.matches(".*[/+]json") && answer.header("Content-Encoding").isEmpty()) {
            String key = operation.path("operationId").asText() + answer.status() + type;
            assertThat(schemas.computeIfAbsent(key, _ -> schema(content.path("schema")))
                            .validate(answer.json()))
                    .as("%s: %s", name, answer.body())
                    .extracting(Error::toString)
                    .isEqualTo(List.of());
        }
    }

    private Schema schema(JsonNode described) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.putArray("allOf").add(described);
        root.set("components", document.path("components"));
        return registry.getSchema(root);
    }

    private @Nullable JsonNode operation(String method, String path) {
        for (Map.Entry<String, JsonNode> described : document.path("paths").properties()) {
            JsonNode operation = described.getValue().path(method.toLowerCase(Locale.ROOT));
            if (!operation.isMissingNode()
                    && path.matches(described.getKey().replace(".", "\\.").replaceAll("\\{[^}]*}", "[^/]+"))) {
                return operation;
            }
        }
        return null;
    }

    private JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : document.at(reference.substring(1));
    }

    private static void forbidOtherFields(JsonNode schema) {
        if (schema instanceof ObjectNode object && object.has("properties") && !object.has("additionalProperties")) {
            object.put("additionalProperties", false);
        }
    }
}
