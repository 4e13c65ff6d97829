package mizan.submission.robot;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Form stamps. The site herald requires them. */
class FormStampApiTest extends ServiceTest {

    private static final EmbeddedServer SERVICE = replica(Map.of("mizan.sites.herald.form-stamp", "required"));

    @AfterAll
    static void stop() {
        SERVICE.close();
    }

    @Test
    void formSentAfterSomeSecondsHasNoFinding() {
        String stamp = stamp("herald");
        clock().advance(FormStamps.MIN_FILL_TIME);

        assertThat(findingsOf(submit("herald", stamp))).isEqualTo("null");
    }

    @Test
    void formSentAtOnceHasFinding() {
        assertThat(findingsOf(submit("herald", stamp("herald")))).contains("\"too-fast\"");
    }

    @Test
    void stampLastsADay() {
        String stamp = stamp("herald");
        clock().advance(FormStamps.LIFETIME.minusSeconds(1));
        assertThat(findingsOf(submit("herald", stamp))).isEqualTo("null");

        clock().advance(Duration.ofSeconds(1));

        assertThat(findingsOf(submit("herald", stamp))).contains("\"form-stamp\"");
    }

    @Test
    void stampOfAnotherSiteIsForged() {
        String stamp = stamp("demo");
        clock().advance(FormStamps.MIN_FILL_TIME);

        assertThat(findingsOf(submit("herald", stamp))).contains("\"form-stamp\"");
        assertThat(findingsOf(submit("demo", stamp))).isEqualTo("null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "\u0000", "a|b", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "💥"})
    void forgedStampCostsNoComment(String stamp) {
        assertThat(findingsOf(submit("herald", stamp))).contains("\"form-stamp\"");
        assertThat(findingsOf(submit("demo", stamp))).contains("\"form-stamp\"");
    }

    @Test
    void changedStampIsForged() {
        String stamp = stamp("herald");
        clock().advance(FormStamps.MIN_FILL_TIME);
        char last = stamp.charAt(stamp.length() - 1);
        String changed = stamp.substring(0, stamp.length() - 1) + (last == 'A' ? 'B' : 'A');

        assertThat(findingsOf(submit("herald", changed))).contains("\"form-stamp\"");
    }

    @Test
    void missingStampIsFoundOnlyWhereItIsRequired() {
        assertThat(findingsOf(submit("herald", ""))).contains("\"form-stamp\"");
        assertThat(findingsOf(submit("demo", ""))).isEqualTo("null");
    }

    @Test
    void stampIsNotCached() {
        Answer answer = ask("GET", "/api/v1/sites/herald/stamp", "");

        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.json().path("expiresAt").asText())
                .isEqualTo(clock().instant().plus(FormStamps.LIFETIME).toString());
        assertThat(ask("GET", "/api/v1/sites/nowhere/stamp", "").status()).isEqualTo(404);
    }

    /** The page with the form is cached, so its stamp is the same for an hour. */
    @Test
    void plainFormHasStamp() {
        String page = ask("GET", "/sites/herald/comments.html?article=a", "").body();
        String stamp = page.replaceFirst("(?s).*name=\"stamp\" value=\"([^\"]+)\".*", "$1");
        clock().advance(FormStamps.MIN_FILL_TIME);

        Answer answer = ask(
                "POST",
                "/sites/herald/comments",
                "name=L&email=l%40example.org&body=Text&article=a&stamp=" + stamp,
                "Content-Type",
                FORM);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(Postgres.value("SELECT findings FROM comment")).isEqualTo("null");
    }

    private static String stamp(String site) {
        return ask("GET", "/api/v1/sites/" + site + "/stamp", "")
                .json()
                .path("stamp")
                .asText();
    }

    private static String submit(String site, String stamp) {
        Map<String, Object> submission = Sample.submission("stamp", stamp);
        Answer answer = ask("POST", "/api/v1/sites/" + site + "/comments", json(submission), "Content-Type", JSON);
        assertThat(answer.status()).isEqualTo(202);
        return answer.json().path("id").asText();
    }

    private static Answer ask(String method, String path, String body, String... headers) {
        return sendTo(SERVICE.getPort(), method, path, body.getBytes(StandardCharsets.UTF_8), headers);
    }

    private static String findingsOf(String id) {
        return Postgres.value("SELECT findings FROM comment WHERE id = '" + id + "'");
    }

    private static MutableClock clock() {
        return SERVICE.getApplicationContext().getBean(MutableClock.class);
    }
}
