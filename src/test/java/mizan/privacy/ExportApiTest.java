package mizan.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.PostgresFaults;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The export of all data about an e-mail address. */
class ExportApiTest extends ServiceTest {

    @Test
    void exportHasAllCommentsOfTheAddressInEveryState() {
        String approved = approved(Sample.submission("email", "Layla@Example.org"));
        String rejected = submitted(Sample.submission());
        decide(rejected, "reject", Map.of("version", 0, "reason", "OTHER", "note", "known troll"), admin());
        String pending = submit(
                        Sample.with(Sample.submission("articleTitle", "سوق"), "parentId", approved),
                        "Idempotency-Key",
                        "k")
                .json()
                .path("id")
                .asText();
        String trapped = submitted(Sample.submission("website", "https://spam.example"));
        String other = submitted(Sample.submission("email", "omar@example.org"));
        String elsewhere = approved("herald", Sample.submission());

        Answer export = export("layla@example.org", officer());

        assertThat(export.status()).isEqualTo(200);
        assertThat(export.header("Content-Type")).isEqualTo("application/json");
        assertThat(export.header("Cache-Control")).isEqualTo("no-store");
        assertThat(export.each("comments", "id")).containsExactly(approved, rejected, pending, trapped, elsewhere);
        assertThat(export.body()).doesNotContain(other, "omar", "grace", "olga");
        assertThat(export.each("comments", "status"))
                .containsExactly("APPROVED", "REJECTED", "PENDING", "REJECTED", "APPROVED");
        assertThat(export.each("comments", "email"))
                .containsExactly(
                        "Layla@example.org",
                        "layla@example.org",
                        "layla@example.org",
                        "layla@example.org",
                        "layla@example.org");
        assertThat(export.json().path("authorStats").toString()).isEqualTo("""
                        [{"site":"demo","approved":1,"rejected":2},{"site":"herald","approved":1,"rejected":0}]""");
        JsonNode decision = export.json().at("/comments/1/decisions/0");
        assertThat(decision.fieldNames())
                .toIterable()
                .containsExactly("verdict", "reason", "note", "legalGround", "automated", "at", "version");
        assertThat(decision.path("note").asText()).isEqualTo("known troll");
        assertThat(decision.path("automated").asBoolean()).isFalse();
        assertThat(export.json().at("/comments/3/decisions/0/automated").asBoolean())
                .isTrue();
        assertThat(export.json().at("/comments/2/article").toString())
                .isEqualTo("{\"key\":\"market-scales\",\"url\":null,\"title\":\"سوق\"}");
        assertThat(export.json().at("/comments/2/parentId").asText()).isEqualTo(approved);
        assertThat(export.json().at("/comments/2/idempotencyKeys")).hasSize(2);
        assertThat(export.json().at("/comments/2/client").isObject()).isTrue();
    }

    @Test
    void exportSaysUntilWhenDataIsKept() {
        String pending = submitted(Sample.submission());
        String rejected = submitted(Sample.submission());
        decide(rejected, "reject", Map.of("version", 0, "reason", "SPAM"), admin());
        approved(Sample.submission());

        JsonNode comments = export("layla@example.org", officer()).json().path("comments");

        assertThat(comments.at("/0/id").asText()).isEqualTo(pending);
        assertThat(comments.at("/0/keptUntil").isNull()).isTrue();
        Instant submitted = Instant.parse(comments.at("/0/submittedAt").asText());
        assertThat(comments.at("/0/client/keptUntil").asText())
                .isEqualTo(submitted.plus(Duration.ofDays(30)).toString());
        Instant decided = Instant.parse(comments.at("/1/decidedAt").asText());
        assertThat(comments.at("/1/keptUntil").asText())
                .isEqualTo(decided.plus(Duration.ofDays(90)).toString());
        assertThat(comments.at("/2/keptUntil").isNull()).isTrue();
    }

    @Test
    void exportHasFindings() {
        Map<String, Object> submission = Sample.submission();
        submitted(submission);
        submitted(Sample.with(submission, "email", "omar@example.org"));

        assertThat(export("omar@example.org", officer())
                        .json()
                        .at("/comments/0/findings")
                        .toString())
                .isEqualTo("[{\"rule\":\"duplicate\",\"detail\":null,\"spans\":null,\"weight\":30}]");
    }

    @Test
    void damagedFindingsDoNotPreventTheExport() {
        submitted(Sample.submission());
        Postgres.execute("UPDATE comment SET findings = '[7]'");

        assertThat(export("layla@example.org", officer())
                        .json()
                        .at("/comments/0/findings/0/rule")
                        .asText())
                .isEqualTo("unreadable");
    }

    @Test
    void valueOfTheClientIsNotExported() {
        submitted(Sample.submission());

        String body = export("layla@example.org", officer()).body();

        assertThat(body)
                .doesNotContain(
                        Postgres.value("SELECT encode(client, 'hex') FROM comment"),
                        Postgres.value("SELECT encode(email_fingerprint, 'hex') FROM comment"));
    }

    @Test
    void longExportIsReadInPages() {
        String first = submitted(Sample.submission());
        Postgres.execute("""
                INSERT INTO comment (id, site, article, root_id, name, body, email_sealed, email_fingerprint, client, digest,
                                     receipt_hash, status, version, submitted_at)
                SELECT copy.id, site, article, copy.id, name, body, email_sealed, email_fingerprint, client, digest,
                       sha256(uuid_send(copy.id)), status, version, submitted_at
                  FROM comment
                 CROSS JOIN LATERAL (SELECT uuidv7() AS id, n FROM generate_series(1, 250) n) copy
                """);

        Answer export = export("layla@example.org", officer());

        assertThat(export.each("comments", "id"))
                .hasSize(251)
                .doesNotHaveDuplicates()
                .contains(first);
        assertThat(export.each("comments", "email").stream().filter("layla@example.org"::equals))
                .as("a sealed address that was copied to another row is unreadable")
                .hasSize(1);
    }

    @Test
    void unknownAddressHasAnEmptyExportOfTheSameShape() {
        submitted(Sample.submission());
        Answer known = export("layla@example.org", officer());

        Answer unknown = export("nobody@example.org", officer());

        assertThat(unknown.status()).isEqualTo(200);
        assertThat(unknown.json().fieldNames())
                .toIterable()
                .containsExactlyElementsOf(() -> known.json().fieldNames());
        assertThat(unknown.json().path("comments")).isEmpty();
    }

    @Test
    void exportIsAuditedWithoutTheAddress() {
        submitted(Sample.submission());
        submitted(Sample.submission());

        export("layla@example.org", officer());

        assertThat(Postgres.query("SELECT moderator, action, comment_id, detail FROM audit_entry"))
                .containsExactly(List.of("olga", "PERSONAL_DATA_EXPORTED", "null", "comments: 2"));
    }

    @Test
    void nothingIsExportedWithoutAuditEntry() {
        submitted(Sample.submission());
        Postgres.execute(
                "ALTER TABLE audit_entry ADD CONSTRAINT broken CHECK (action <> 'PERSONAL_DATA_EXPORTED') NOT VALID");
        try {
            Answer answer = export("layla@example.org", officer());

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("layla");
        } finally {
            Postgres.execute("ALTER TABLE audit_entry DROP CONSTRAINT broken");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"exports", "erasures"})
    void otherRolesAreRefusedAndTheAttemptIsAudited(String route) {
        String id = submitted(Sample.submission());

        Answer answer = post(
                "/api/v1/privacy/" + route,
                Map.of("email", "layla@example.org"),
                "Authorization",
                moderator("ada", "MODERATOR,ADMIN", "demo"));

        assertThat(answer.problem()).isEqualTo("403 application/problem+json /problems/not-allowed");
        assertThat(Postgres.query("SELECT moderator, action, comment_id, detail FROM audit_entry"))
                .containsExactly(List.of("ada", "PERSONAL_DATA_REFUSED", "null", "null"));
        assertThat(Postgres.value("SELECT name IS NOT NULL FROM comment WHERE id = '" + id + "'"))
                .isEqualTo("t");
    }

    @ParameterizedTest
    @CsvSource({
        "exports, {}, email.required",
        "exports, {\"email\":\" \"}, email.required",
        "exports, {\"email\":\"layla\"}, email.invalid",
        "exports, {\"email\":\"layla@localhost\"}, email.invalid",
        "exports, {\"email\":\"lay\\u202ela@example.org\"}, email.characters",
        "erasures, {}, email.required",
        "erasures, {\"email\":\"layla@\"}, email.invalid"
    })
    void addressIsValidatedAsInSubmissions(String route, String body, String code) {
        Answer answer = post("/api/v1/privacy/" + route, body, "Authorization", officer(), "Accept-Language", "ar");

        assertThat(answer.problem()).isEqualTo("422 application/problem+json /problems/invalid-request");
        assertThat(answer.codes()).containsExactly(code);
        assertThat(answer.json().at("/errors/0/detail").asText()).matches("\\p{IsArabic}.*");
        assertThat(Postgres.value("SELECT count(*) FROM audit_entry")).isEqualTo("0");
    }

    @ParameterizedTest
    @CsvSource({
        "exports, {\"email\":7}, 400",
        "exports, {\"email\":[\"layla@example.org\"]}, 400",
        "erasures, '{\"email\":\"layla@example.org\",\"keepText\":\"no\"}', 400",
        "erasures, [], 400"
    })
    void wrongJsonTypesAreRefused(String route, String body, int status) {
        submitted(Sample.submission());

        assertThat(post("/api/v1/privacy/" + route, body, "Authorization", officer())
                        .status())
                .isEqualTo(status);
        assertThat(Postgres.value("SELECT count(*) FROM erasure")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exports", "erasures"})
    void unavailableDatabaseIsReported(String route) {
        String token = officer();
        EmbeddedServer replica = replica(Map.of());
        try (PostgresFaults.Outage outage = PostgresFaults.outage()) {
            await().until(outage::isActive);

            Answer answer = sendTo(
                    replica.getPort(),
                    "POST",
                    "/api/v1/privacy/" + route,
                    "{\"email\":\"layla@example.org\"}".getBytes(StandardCharsets.UTF_8),
                    "Content-Type",
                    JSON,
                    "Authorization",
                    token);

            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.header("Retry-After")).isNotBlank();
        } finally {
            replica.stop();
        }
    }

    static String officer() {
        return moderator("olga", "PRIVACY", "");
    }

    static Answer export(String email, String token) {
        return post("/api/v1/privacy/exports", Map.of("email", email), "Authorization", token);
    }
}
