package mizan.transfer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.PostgresFaults;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The archive, and the rules that all formats share. */
class SiteExportApiTest extends ServiceTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @Test
    void archiveHasArticlesAndCommentsInEveryState() {
        String approved = approved(Sample.submission());
        String pending = submitted(Sample.reply(approved));
        String rejected = submitted(Sample.submission("article", "another"));
        decide(rejected, "reject", Map.of("version", 0, "reason", "OTHER", "note", "known"), admin());
        Answer withdrawn = submit(Sample.submission());
        send("DELETE", withdrawn.header("Location"), "");
        approved("herald", Sample.submission());

        List<JsonNode> lines = archive(export("demo", "mizan", admin()));

        assertThat(lines)
                .extracting(line -> line.path("type").asText())
                .containsExactly("archive", "article", "comment", "article", "comment", "comment", "comment", "end");
        assertThat(lines.getFirst().toString())
                .isEqualTo("{\"type\":\"archive\",\"format\":\"mizan\",\"version\":1,\"site\":\"demo\"}");
        assertThat(lines.getLast().toString()).isEqualTo("{\"type\":\"end\",\"articles\":2,\"comments\":4}");
        assertThat(lines)
                .filteredOn(line -> line.path("type").asText().equals("comment"))
                .extracting(
                        line -> line.path("id").asText(),
                        line -> line.path("status").asText())
                .containsExactly(
                        tuple(rejected, "REJECTED"),
                        tuple(approved, "APPROVED"),
                        tuple(pending, "PENDING"),
                        tuple(withdrawn.json().path("id").asText(), "WITHDRAWN"));
        assertThat(lines.get(5).path("parent").asText()).isEqualTo(approved);
        JsonNode decision = lines.get(2).path("decisions").path(0);
        assertThat(decision.path("reason").asText()).isEqualTo("OTHER");
        assertThat(decision.path("note").asText()).isEqualTo("known");
        assertThat(decision.path("moderator").asText()).isEqualTo("grace");
        assertThat(lines.get(6).has("name") || lines.get(6).has("body")).isFalse();
    }

    @Test
    void archiveOfUnchangedRowsIsAlwaysTheSame() {
        approved(Sample.submission());
        submitted(Sample.submission("body", "نص 😀 ]]> <b> \"quoted\" \\u0041"));

        String first = export("demo", "mizan", admin()).body();

        assertThat(first).contains("😀");
        assertThat(export("demo", "mizan", admin()).body()).isEqualTo(first);
    }

    @ParameterizedTest
    @ValueSource(strings = {"mizan", "csv", "wxr"})
    void addressesAreNeverInPlainTextUnlessTheyAreAskedFor(String format) {
        submitted(Sample.submission());

        assertThat(export("demo", format, admin()).body()).doesNotContain("layla@", "example.org");
        assertThat(export("demo", format + "&addresses=open", admin()).body()).contains("layla@example.org");
    }

    @Test
    void sealedAddressIsTheStoredOne() {
        submitted(Sample.submission());

        JsonNode comment = archive(export("demo", "mizan", admin())).get(2);

        assertThat(comment.path("emailSealed").asText())
                .isEqualTo(Postgres.value("SELECT translate(encode(email_sealed, 'base64'), E'\\n', '') FROM comment"));
    }

    @Test
    void openAddressesRequireTheRolePrivacyAndARefusalIsRecorded() {
        submitted(Sample.submission());
        String token = moderator("ada", "MODERATOR,ADMIN", "");

        Answer answer = export("demo", "mizan&addresses=open", token);

        assertThat(answer.problem()).isEqualTo("403 application/problem+json /problems/not-allowed");
        assertThat(audit())
                .containsExactly(List.of("ada", "PERSONAL_DATA_REFUSED", "site: demo; format: mizan; addresses: open"));
    }

    @Test
    void exportIsOneAuditEntry() {
        submitted(Sample.submission());

        export("demo", "csv&addresses=open", admin());

        assertThat(audit())
                .containsExactly(List.of("grace", "SITE_EXPORTED", "site: demo; format: csv; addresses: open"));
    }

    @Test
    void nothingIsExportedWithoutAuditEntry() {
        submitted(Sample.submission());
        Postgres.execute("ALTER TABLE audit_entry ADD CONSTRAINT broken CHECK (action <> 'SITE_EXPORTED') NOT VALID");
        try {
            Answer answer = export("demo", "mizan", admin());

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("market-scales");
        } finally {
            Postgres.execute("ALTER TABLE audit_entry DROP CONSTRAINT broken");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "site=nowhere, 404 application/problem+json /problems/no-such-site",
        "site=demo&format=xls, 422 application/problem+json /problems/invalid-request",
        "site=demo&addresses=all, 422 application/problem+json /problems/invalid-request",
        "site=demo&site=herald, 422 application/problem+json /problems/invalid-request",
        "format=csv, 400 application/problem+json /problems/malformed-request"
    })
    void wrongParametersAreRefused(String query, String problem) {
        assertThat(get("/api/v1/exports?" + query, "Authorization", admin()).problem())
                .isEqualTo(problem);
        assertThat(audit()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"MODERATOR, demo", "MODERATOR, herald", "PRIVACY, ''"})
    void otherRolesAreRefused(String role, String site) {
        assertThat(export("demo", "mizan", moderator("ada", role, site)).problem())
                .isEqualTo("403 application/problem+json /problems/not-allowed");
    }

    @Test
    void articlesAreInTheOrderOfTheirBytes() {
        List<String> keys = List.of("A", "Z", "a", "b", "é", "ب", "\ue000", "\ufb01", "😀");
        keys.reversed().forEach(key -> submitted(Sample.submission("article", key)));

        assertThat(archive(export("demo", "mizan", admin())))
                .filteredOn(line -> line.path("type").asText().equals("article"))
                .extracting(line -> line.path("key").asText())
                .containsExactlyElementsOf(keys);
    }

    @Test
    void everyCommentOfManyIsExportedOnce() {
        fill(2_001);

        List<JsonNode> lines = archive(export("demo", "mizan", admin()));

        assertThat(lines)
                .filteredOn(line -> line.path("type").asText().equals("comment"))
                .extracting(line -> line.path("id").asText())
                .hasSize(2_001)
                .doesNotHaveDuplicates();
        assertThat(lines.getLast().toString()).isEqualTo("{\"type\":\"end\",\"articles\":7,\"comments\":2001}");
        assertThat(export("demo", "csv", admin()).body().lines()).hasSize(2_002);
        assertThat(export("demo", "wxr", admin()).body().lines().filter("<wp:comment>"::equals))
                .hasSize(2_001);
    }

    @Test
    void fileIsNamedAndCompressedForClientsThatAcceptIt() throws IOException, InterruptedException {
        approved(Sample.submission());
        String plain = export("demo", "wxr", admin()).body();

        HttpResponse<InputStream> response = open(port(), "wxr", admin());

        assertThat(response.headers().firstValue("Content-Encoding")).hasValue("gzip");
        assertThat(response.headers().firstValue("Content-Disposition")).hasValue("attachment; filename=\"demo.xml\"");
        try (InputStream body = new GZIPInputStream(response.body())) {
            assertThat(new String(body.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(plain);
        }
    }

    /** A part is never taken for the whole. */
    @Test
    void databaseThatGoesAwayBreaksTheConnection() throws IOException, InterruptedException {
        fill(20_000);
        EmbeddedServer replica = replica(Map.of());
        try {
            InputStream body = open(replica.getPort(), "csv", admin()).body();
            assertThat(body.readNBytes(1_000)).hasSize(1_000);
            try (PostgresFaults.Outage outage = PostgresFaults.outage()) {
                await().until(outage::isActive);

                assertThatThrownBy(body::readAllBytes).isInstanceOf(IOException.class);
            }
        } finally {
            replica.stop();
        }
    }

    @Test
    void clientThatGoesAwayHoldsNothing() throws IOException, InterruptedException {
        fill(20_000);
        for (int i = 0; i < 40; i++) {
            try (InputStream body = open(port(), "csv", admin()).body()) {
                assertThat(body.readNBytes(1_000)).hasSize(1_000);
            }
        }

        assertThat(export("demo", "csv", admin()).body().lines()).hasSize(20_001);
    }

    static Answer export(String site, String format, String token) {
        return get("/api/v1/exports?site=" + site + "&format=" + format, "Authorization", token);
    }

    private static HttpResponse<InputStream> open(int port, String format, String token)
            throws IOException, InterruptedException {
        return CLIENT.send(
                HttpRequest.newBuilder(
                                URI.create("http://localhost:" + port + "/api/v1/exports?site=demo&format=" + format))
                        .header("Authorization", token)
                        .header("Accept-Encoding", "gzip")
                        .build(),
                HttpResponse.BodyHandlers.ofInputStream());
    }

    private static List<JsonNode> archive(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).endsWith("\n");
        return answer.body().lines().map(SiteExportApiTest::parse).toList();
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<List<String>> audit() {
        return Postgres.query("SELECT moderator, action, detail FROM audit_entry WHERE action <> 'COMMENT_APPROVED'");
    }

    // Without rows of their articles.
    private static void fill(int comments) {
        Postgres.execute("""
                INSERT INTO comment (id, site, article, root_id, name, body, status, version, submitted_at, decided_at)
                SELECT id, 'demo', 'article-' || n %% 7, id, 'A', md5(CAST(id AS text)), 'APPROVED', 1, now(), now()
                  FROM (SELECT gen_random_uuid() AS id, n FROM generate_series(1, %d) n) ids
                """.formatted(comments));
    }
}
