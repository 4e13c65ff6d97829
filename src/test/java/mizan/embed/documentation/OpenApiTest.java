package mizan.embed.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import io.micronaut.context.ApplicationContext;
import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.io.service.SoftServiceLoader;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.annotation.HttpMethodMapping;
import io.micronaut.inject.BeanDefinition;
import io.micronaut.inject.BeanDefinitionReference;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.web.router.AnnotatedMethodRouteBuilder;
import io.micronaut.web.router.UriRoute;
import io.micronaut.web.router.naming.HyphenatedUriNamingStrategy;
import io.swagger.v3.parser.ObjectMapperFactory;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks the OpenAPI description against the routes of the service. */
class OpenApiTest {

    private static final String DESCRIPTION = OpenApiDocument.upgrade(text("META-INF/swagger/openapi.yml"));
    private static final JsonNode DOCUMENT = tree(DESCRIPTION);
    private static final Schema OFFICIAL_SCHEMA = SchemaRegistry.withDialect(
                    Dialects.getDraft202012(),
                    registry -> registry.schemaIdResolvers(resolvers ->
                            resolvers.mapPrefix("https://spec.openapis.org/", "classpath:spec.openapis.org/")))
            .getSchema(SchemaLocation.of("https://spec.openapis.org/oas/3.1/schema-base/2022-10-07"));
    private static final String SUBMISSION = "#/components/schemas/Submission";
    private static final String REVEALED = "#/components/schemas/RevealedAddress";
    private static final String NOTICE = "#/components/schemas/Notice";
    private static final List<String> EXPORTED =
            List.of("#/components/schemas/ExportedComment", "#/components/schemas/ExportedNotice");

    @Test
    void descriptionIsValid() {
        assertThat(new OpenAPIV3Parser().readContents(DESCRIPTION).getMessages())
                .isEmpty();
    }

    @Test
    void descriptionFollowsTheOfficialSchema() {
        assertThat(OFFICIAL_SCHEMA.validate(DOCUMENT))
                .extracting(Error::toString)
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "info: {title: Mizan}",
                "paths: {api: {}}",
                "paths: {/api: {get: {responses: {}, summary: [text]}}}",
                "components: {schemas: {A: {type: nothing}}}",
                "components: {schemas: {A: {properties: {b: {minLength: -1}}}}}",
                "components: {responses: {'None found': {description: A space in the name}}}"
            })
    void officialSchemaFindsMistakes(String mistake) {
        JsonNode document = tree("{openapi: 3.1.0, info: {title: Mizan, version: '1'}, paths: {}}");
        assertThat(OFFICIAL_SCHEMA.validate(document)).isEmpty();

        assertThat(OFFICIAL_SCHEMA.validate(merged(document, tree(mistake)))).isNotEmpty();
    }

    @Test
    void nullableValuesHaveTheTypeNull() {
        assertThat(DOCUMENT.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(DESCRIPTION).doesNotContain("nullable");
        assertThat(DOCUMENT.at("/components/schemas/QueuedComment/properties/claim/anyOf")
                        .findValuesAsText("type"))
                .containsExactly("null");
        assertThat(DOCUMENT.at("/components/schemas/QueuedComments/properties/next/type"))
                .extracting(JsonNode::asText)
                .containsExactly("string", "null");
    }

    @Test
    void serverIsTheOneThatServesTheDescription() {
        assertThat(DOCUMENT.path("servers").findValuesAsText("url")).containsExactly("/");
    }

    @Test
    void operationsEqualTheRoutes() {
        assertThat(operations().keySet()).containsExactlyElementsOf(routes().keySet());
    }

    @Test
    void securedRoutesDeclareTheirSecurity() {
        Map<String, Boolean> described = new TreeMap<>();
        operations()
                .forEach((name, operation) ->
                        described.put(name, operation.path("security").findValue("token") != null));

        assertThat(described).isEqualTo(routes());
    }

    @Test
    void operationsHaveIdTagAndSummary() {
        assertThat(operations()).allSatisfy((name, operation) -> {
            assertThat(operation.path("operationId").asText()).isNotBlank();
            assertThat(operation.path("summary").asText()).isNotBlank();
            assertThat(operation.path("tags")).hasSize(1);
            assertThat(DOCUMENT.path("tags").findValuesAsText("name"))
                    .contains(operation.path("tags").path(0).asText());
        });
    }

    @Test
    void errorsAreProblemDocumentsAndForPeopleAlsoPages() {
        operations()
                .forEach((name, operation) -> operation.path("responses").properties().stream()
                        .filter(response -> Integer.parseInt(response.getKey()) >= 400)
                        .forEach(response -> assertThat(mediaTypes(resolved(response.getValue())))
                                .as("%s: %s", name, response.getKey())
                                .isEqualTo(errorTypes(name, response.getKey()))));
    }

    private static List<String> errorTypes(String operation, String status) {
        if (operation.contains(" /v1alpha1/") && List.of("400", "403", "429").contains(status)) {
            return List.of("application/json"); // as in the Perspective API
        }
        if (!operation.matches("[A-Z]+ /(sites|receipts|notices|mail)/.*")) {
            return List.of("application/problem+json");
        }
        boolean isFormAgain = operation.equals("POST /sites/{site}/comments") && status.equals("422");
        return isFormAgain ? List.of("text/html") : List.of("application/problem+json", "text/html");
    }

    @Test
    void referencesResolve() {
        visit(
                "#",
                DOCUMENT,
                (path, node) -> assertThat(resolved(node).isMissingNode())
                        .as("%s: %s", path, node)
                        .isFalse());
    }

    @Test
    void schemaNamesHideTheImplementation() {
        assertThat(DOCUMENT.at("/components/schemas").fieldNames())
                .toIterable()
                .isNotEmpty()
                .allMatch(name -> name.matches("[A-Z][A-Za-z]+"))
                .noneMatch(name -> name.contains("Controller") || name.contains("Http"));
    }

    @Test
    void emailIsReturnedOnlyMaskedExceptToPrivacyOfficers() {
        visit("#", DOCUMENT, (path, node) -> {
            if (node.path("properties").has("email")) {
                assertThat(path)
                        .isIn(
                                SUBMISSION,
                                "#/components/schemas/QueuedComment",
                                REVEALED,
                                NOTICE,
                                EXPORTED.getFirst(),
                                EXPORTED.getLast(),
                                "#/components/schemas/ExportRequest",
                                "#/components/schemas/ErasureRequest");
            }
            if (EXPORTED.contains(node.path("$ref").asText())) {
                assertThat(path).startsWith("#/components/schemas/PersonalDataExport/");
            }
            if (node.path("$ref").asText().equals("#/components/schemas/PersonalDataExport")) {
                assertThat(path).startsWith("#/paths//api/v1/privacy/exports/");
            }
            if (node.path("$ref").asText().equals(REVEALED)) {
                assertThat(path).matches("#/paths//api/v1/moderation/(comments|notices)/\\{id}/email/.*");
            }
            if (List.of(SUBMISSION, NOTICE).contains(node.path("$ref").asText())) {
                assertThat(path).contains("/requestBody/");
            }
        });
    }

    private static Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        DOCUMENT.path("paths")
                .properties()
                .forEach(path -> path.getValue()
                        .properties()
                        .forEach(operation -> operations.put(
                                HttpMethod.parse(operation.getKey()) + " " + path.getKey(), operation.getValue())));
        return operations;
    }

    /** The service's routes, and whether each needs a token. Creates no beans, so it needs neither settings nor a database. */
    private static Map<String, Boolean> routes() {
        AnnotatedMethodRouteBuilder router = new AnnotatedMethodRouteBuilder(
                ApplicationContext.builder().build(), new HyphenatedUriNamingStrategy(), ConversionService.SHARED);
        SoftServiceLoader.load(BeanDefinitionReference.class).collectAll().stream()
                .filter(reference -> reference.getBeanType().getName().startsWith("mizan."))
                .forEach(reference -> {
                    BeanDefinition<?> bean = reference.load();
                    bean.getExecutableMethods().stream()
                            .filter(method -> method.hasStereotype(HttpMethodMapping.class))
                            .forEach(method -> router.process(bean, method));
                });
        Map<String, Boolean> routes = new TreeMap<>();
        for (UriRoute route : router.getUriRoutes()) {
            String path = route.getUriMatchTemplate().toPathString();
            if (path.matches("/(api|sites|receipts|notices|mail|v1alpha1)/.*")
                    && route.getHttpMethod() != HttpMethod.HEAD) {
                routes.put(route.getHttpMethodName() + " " + path, needsToken(route));
            }
        }
        return routes;
    }

    private static boolean needsToken(UriRoute route) {
        return !List.of(route.toRouteInfo().getAnnotationMetadata().stringValues(Secured.class))
                .contains(SecurityRule.IS_ANONYMOUS);
    }

    private static List<String> mediaTypes(JsonNode response) {
        return response.path("content").properties().stream()
                .map(Map.Entry::getKey)
                .toList();
    }

    private static JsonNode resolved(JsonNode node) {
        String reference = node.path("$ref").asText();
        return reference.isEmpty() ? node : DOCUMENT.at(reference.substring(1));
    }

    private static void visit(String path, JsonNode node, BiConsumer<String, JsonNode> visitor) {
        visitor.accept(path, node);
        if (node.isArray()) {
            node.forEach(item -> visit(path + "/-", item, visitor));
        }
        node.properties().forEach(child -> visit(path + "/" + child.getKey(), child.getValue(), visitor));
    }

    private static String text(String resource) {
        try (InputStream in =
                Objects.requireNonNull(OpenApiTest.class.getClassLoader().getResourceAsStream(resource))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode merged(JsonNode document, JsonNode changes) {
        ObjectNode merged = document.deepCopy();
        merged.setAll((ObjectNode) changes);
        return merged;
    }

    private static JsonNode tree(String yaml) {
        try {
            return ObjectMapperFactory.createYaml().readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
