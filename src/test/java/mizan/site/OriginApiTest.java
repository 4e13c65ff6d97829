package mizan.site;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.filter.ServerFilterPhase;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginApiTest extends ServiceTest {

    private static final String COMMENTS = "/api/v1/sites/herald/comments";

    @ParameterizedTest
    @ValueSource(strings = {"https://herald.example", "https://www.herald.example:8443"})
    void siteOriginsAreAllowed(String origin) {
        Answer answer = post(COMMENTS, Sample.submission(), "Origin", origin);

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(origin);
        assertThat(answer.header("Access-Control-Expose-Headers")).contains("Location");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://demo.example",
                "http://herald.example",
                "https://herald.example:444",
                "https://herald.example.evil.example",
                "https://evil.example",
                "null"
            })
    void otherOriginsAreRefused(String origin) {
        Answer answer = post(COMMENTS, Sample.submission(), "Origin", origin);

        assertThat(answer.problem()).isEqualTo("403 application/problem+json /problems/origin-not-allowed");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/v1/sites/h%65rald/comments", "/api/v1/sites/nowhere/comments", "/sites/h%65rald/comments"})
    void otherOriginsAreRefusedForEncodedAndUnknownSiteNames(String path) {
        Answer answer = post(path, Sample.submission(), "Origin", "https://evil.example");

        assertThat(answer.problem()).isEqualTo("403 application/problem+json /problems/origin-not-allowed");
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(get("/api/v1/sites/h%65rald/comments?article=a", "Origin", "https://evil.example")
                        .header("Access-Control-Allow-Origin"))
                .isEmpty();
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("0");
    }

    @Test
    void originsAreCheckedBeforeAuthentication() {
        assertThat(bean(OriginFilter.class).getOrder()).isLessThan(ServerFilterPhase.SECURITY.order());
    }

    @Test
    void problemsAreReadableForSiteOrigins() {
        Answer answer = post(COMMENTS, "{}", "Origin", "https://herald.example");

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo("https://herald.example");
    }

    @ParameterizedTest
    @CsvSource({
        "/api/v1/sites/herald/comments, https://herald.example, 204",
        "/api/v1/sites/herald/counts, https://herald.example, 204",
        "/api/v1/receipts/00000000000000000000000000000000, https://herald.example, 204",
        "/api/v1/receipts/00000000000000000000000000000000, https://evil.example, 403",
        "/api/v1/sites/herald/comments, https://demo.example, 403",
        "/api/v1/moderation/comments, https://herald.example, 204",
        "/api/v1/tokens, https://herald.example, 204"
    })
    void preflightIsAnsweredOnRoutesForArticlePagesOnly(String path, String origin, int status) {
        Answer answer = send("OPTIONS", path, "", "Origin", origin, "Access-Control-Request-Method", "POST");

        boolean isAllowed = status == 204 && !path.contains("moderation") && !path.contains("tokens");
        assertThat(answer.status()).isEqualTo(status);
        // A browser refuses the request if this field is missing.
        assertThat(answer.header("Access-Control-Allow-Origin")).isEqualTo(isAllowed ? origin : "");
        if (isAllowed) {
            assertThat(answer.header("Access-Control-Allow-Headers"))
                    .isEqualTo("Content-Type, Idempotency-Key, If-None-Match");
            assertThat(answer.header("Access-Control-Allow-Methods")).isEqualTo("GET, POST, DELETE");
        }
    }
}
