package mizan.embed.documentation;

import io.micronaut.http.MediaType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * Converts the generated description from OpenAPI 3.0 to 3.1, whose schemas are JSON Schema. Micronaut can generate 3.1
 * itself, but its nullable references allow nothing but null, and it leaves out some constraints.
 *
 * <p>{@code nullable} becomes the type {@code null}: in 3.0 it has no effect beside a reference. Each error of the routes for
 * people is also a page.
 */
public final class OpenApiDocument {

    private static final Pattern PAGES = Pattern.compile("/(sites|receipts|notices|mail)/.*");
    private static final Pattern ERROR = Pattern.compile("[45]\\d\\d");

    private OpenApiDocument() {}

    public static String upgrade(String generated) {
        Map<String, @Nullable Object> document = new Yaml(new SafeConstructor(new LoaderOptions())).load(generated);
        document.put("openapi", "3.1.0");
        addPages(document);
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(FlowStyle.BLOCK);
        options.setSplitLines(false);
        return new Yaml(options).dump(converted(document));
    }

    private static void addPages(Map<String, @Nullable Object> document) {
        Map<String, @Nullable Object> shared = object(object(document, "components"), "responses");
        object(document, "paths").forEach((path, operations) -> {
            if (PAGES.matcher(path).matches()) {
                object(operations)
                        .values()
                        .forEach(operation -> addPages(object(object(operation), "responses"), shared));
            }
        });
    }

    private static void addPages(Map<String, @Nullable Object> responses, Map<String, @Nullable Object> shared) {
        responses.replaceAll((status, response) -> {
            if (!ERROR.matcher(status).matches()) {
                return response;
            }
            Map<String, @Nullable Object> own = object(response);
            Map<String, @Nullable Object> both = new LinkedHashMap<>(
                    own.get("$ref") instanceof String reference
                            ? object(shared, reference.substring(reference.lastIndexOf('/') + 1))
                            : own);
            Map<String, @Nullable Object> content = new LinkedHashMap<>(object(both, "content"));
            content.putIfAbsent(MediaType.TEXT_HTML, Map.of("schema", Map.of("type", "string")));
            both.put("content", content);
            return both;
        });
    }

    private static Map<String, @Nullable Object> object(Map<String, @Nullable Object> parent, String key) {
        return object(parent.get(key));
    }

    @SuppressWarnings("unchecked") // keys in YAML are strings here
    private static Map<String, @Nullable Object> object(@Nullable Object node) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(node);
    }

    private static @Nullable Object converted(@Nullable Object node) {
        return switch (node) {
            case Map<?, ?> object -> {
                Map<String, @Nullable Object> copy = new LinkedHashMap<>();
                object.forEach((key, value) -> copy.put(String.valueOf(key), converted(value)));
                // Not a property of that name
                yield copy.get("nullable") instanceof Boolean nullable ? withNull(copy, nullable) : copy;
            }
            case List<?> list -> {
                List<@Nullable Object> copy = new ArrayList<>();
                list.forEach(item -> copy.add(converted(item)));
                yield copy;
            }
            case null, default -> node;
        };
    }

    private static Map<String, @Nullable Object> withNull(Map<String, @Nullable Object> schema, boolean isNullable) {
        schema.remove("nullable");
        if (!isNullable) {
            return schema;
        }
        if (schema.remove("allOf") instanceof List<?> references) {
            List<@Nullable Object> alternatives = new ArrayList<>(references);
            alternatives.add(Map.of("type", "null"));
            schema.put("anyOf", alternatives);
        }
        if (schema.get("type") instanceof String type) {
            schema.put("type", List.of(type, "null"));
        }
        if (schema.get("enum") instanceof List<?> values) {
            List<@Nullable Object> nullable = new ArrayList<>(values);
            nullable.add(null);
            schema.put("enum", nullable);
        }
        return schema;
    }
}
