package mizan;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mizan.testing.Answer;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityHeadersApiTest extends ServiceTest {

    private static final String LIST = "/api/v1/sites/demo/comments?article=a";

    @ParameterizedTest
    @ValueSource(
            strings = {
                LIST,
                "/api/v1/sites/demo/comments",
                "/api/v1/sites/nowhere/comments?article=a",
                "/api/v1/moderation/comments",
                "/nowhere",
                "/embed.js",
                "/embed.css",
                "/embed/demo/words.js",
                "/sites/demo/comments.html?article=a",
                "/sites/demo/comments.atom",
                "/openapi.yml",
                "/docs",
                "/assets/docs.css",
                "/assets/nowhere.css",
                "/console",
                "/console/sign-in",
                "/problems/not-found",
                "/"
            })
    void everyResponseForbidsSniffingAndEveryPageHasAPolicy(String path) {
        for (String accept : new String[] {"*/*", "text/html"}) {
            Answer answer = get(path, "Accept", accept);

            assertThat(answer.headers().allValues("X-Content-Type-Options"))
                    .as(path)
                    .containsExactly("nosniff");
            if (answer.headers().firstValue("Content-Type").orElse("").startsWith("text/html")) {
                assertThat(answer.headers().allValues("Content-Security-Policy"))
                        .as(path)
                        .singleElement()
                        .asString()
                        .contains("default-src 'none'", "frame-ancestors");
            }
        }
    }

    @Test
    void cachedResponsesAndErrorsOfTheFrameworkForbidSniffing() {
        Map<String, Object> comment = Sample.submission();
        approved(comment);
        for (int i = 0; i < 3; i++) {
            assertThat(get("/api/v1/sites/demo/comments?article=" + comment.get("article"))
                            .headers()
                            .allValues("X-Content-Type-Options"))
                    .containsExactly("nosniff");
        }
        assertThat(send("DELETE", LIST, "").headers().allValues("X-Content-Type-Options"))
                .containsExactly("nosniff");
        assertThat(send("POST", LIST, "{", "Content-Type", "image/png")
                        .headers()
                        .allValues("X-Content-Type-Options"))
                .containsExactly("nosniff");
        assertThat(getManagement("/health/liveness").headers().allValues("X-Content-Type-Options"))
                .containsExactly("nosniff");
    }

    @Test
    void transportSecurityIsRequiredWhereThePublicOriginIsHttps() {
        assertThat(get(LIST).headers().firstValue("Strict-Transport-Security")).isEmpty();
        try (EmbeddedServer replica = replica(Map.of("mizan.public-origin", "https://comments.example"))) {
            for (String path : new String[] {LIST, "/console/sign-in", "/nowhere"}) {
                assertThat(sendTo(replica.getPort(), "GET", path, new byte[0])
                                .headers()
                                .firstValue("Strict-Transport-Security"))
                        .as(path)
                        .hasValue("max-age=31536000");
            }
        }
    }

    @Test
    void swaggerUiIsServedOnlyWithTheFilesThatThePageLoads() throws IOException {
        String page = get("/docs").body();
        Matcher files = Pattern.compile("/assets/[^\"]+").matcher(page);

        int loaded = 0;
        String library = "";
        while (files.find()) {
            assertThat(get(files.group()).status()).as(files.group()).isEqualTo(200);
            loaded++;
            if (files.group().endsWith("swagger-ui.css")) {
                library = files.group().replace("swagger-ui.css", "");
            }
        }

        assertThat(loaded).isEqualTo(5);
        for (String file : new String[] {
            "index.html",
            "oauth2-redirect.html",
            "swagger-ui.js",
            "swagger-ui-standalone-preset.js",
            "..%2f..%2fweb.xml"
        }) {
            assertThat(get(library + file).status()).as(file).isEqualTo(404);
        }
        String bundle = "/META-INF/resources/webjars" + library.replace("/assets", "") + "swagger-ui-bundle.js";
        try (InputStream content = Objects.requireNonNull(getClass().getResourceAsStream(bundle))) {
            assertThat(get(library + "swagger-ui-bundle.js").body().getBytes(StandardCharsets.UTF_8))
                    .isEqualTo(content.readAllBytes());
        }
    }
}
