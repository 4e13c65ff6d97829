package mizan.platform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.CommitCutter;
import mizan.testing.CommitCutter.Cut;
import mizan.testing.Postgres;
import mizan.testing.PostgresFaults;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection to the database breaks during a commit. */
class CommitInDoubtApiTest extends ServiceTest {

    private static final String UNKNOWN = "It is not known whether this was saved.";
    private static final String UNAVAILABLE = "503 application/problem+json /problems/unavailable";
    private static final String SUBMISSION = "WITH proposed AS MATERIALIZED";
    private static final String DECISION = "FROM json_to_recordset";
    private static final String ERASURE = "WITH item AS";

    private static CommitCutter cutter;
    private static EmbeddedServer service;

    @BeforeAll
    static void start() throws IOException {
        String url = requireNonNull(Postgres.configuration().get("datasources.default.url"))
                .toString();
        int port = URI.create(url.substring("jdbc:".length())).getPort();
        cutter = new CommitCutter(port);
        service = replica(Map.of(
                "datasources.default.url", url.replace(":" + port, ":" + cutter.port()) + "?prepareThreshold=0"));
    }

    @AfterAll
    static void stop() throws IOException {
        service.close();
        cutter.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void outcomeIsUnknownAndTheRequestCanBeRepeated(Cut cut) {
        Map<String, Object> submission = Sample.submission();
        cutter.cutNext(SUBMISSION, cut);

        Answer unknown = submitHere(submission, "k");

        assertThat(unknown.problem()).isEqualTo(UNAVAILABLE);
        assertThat(unknown.json().path("detail").asText()).startsWith(UNKNOWN).contains("Idempotency-Key");
        assertThat(unknown.header("Retry-After")).isNotEmpty();
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo(cut == Cut.AFTER_COMMIT ? "1" : "0");
        Answer repeated = submitHere(submission, "k");
        assertThat(repeated.status()).isEqualTo(202);
        assertThat(Postgres.query("SELECT id FROM comment").toString())
                .isEqualTo("[[" + repeated.json().path("id").asText() + "]]");
        assertThat(getReceipt(repeated).status()).isEqualTo(200);
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void outcomeOfADecisionIsUnknown(Cut cut) {
        String id = submitted(Sample.submission());
        cutter.cutNext(DECISION, cut);

        Answer unknown = sendHere(
                "POST",
                "/api/v1/moderation/comments/" + id + "/approve",
                json(Map.of("version", 0)),
                "Content-Type",
                JSON,
                "Authorization",
                admin());

        assertThat(unknown.problem()).isEqualTo(UNAVAILABLE);
        assertThat(unknown.json().path("detail").asText()).startsWith(UNKNOWN).doesNotContain("Idempotency-Key");
        assertThat(Postgres.value("SELECT status FROM comment"))
                .isEqualTo(cut == Cut.AFTER_COMMIT ? "APPROVED" : "PENDING");
    }

    @ParameterizedTest
    @EnumSource(names = {"BEFORE_COMMIT", "AFTER_COMMIT"})
    void outcomeOfAConsoleDecisionIsUnknown(Cut cut) {
        String id = submitted(Sample.submission());
        cutter.cutNext(DECISION, cut);

        Answer unknown = sendHere(
                "POST",
                "/console/comments/" + id + "/decision",
                "version=0&verdict=APPROVE",
                "Content-Type",
                FORM,
                "Accept",
                "text/html",
                "Authorization",
                admin(),
                "Origin",
                "http://localhost:" + service.getPort());

        assertThat(unknown.status()).isEqualTo(503);
        assertThat(unknown.body())
                .contains("It is not known whether this was changed.")
                .doesNotContain("Nothing was");
    }

    @Test
    void outcomeOfAWithdrawalIsUnknown() {
        String receipt = submit(Sample.submission()).json().path("receipt").asText();
        cutter.cutNext(ERASURE, Cut.BEFORE_COMMIT);

        Answer unknown = sendHere(
                "POST",
                "/receipts/" + receipt + "/withdrawal?lang=en",
                "",
                "Accept",
                "text/html",
                "Origin",
                "http://localhost:" + service.getPort());

        assertThat(unknown.status()).isEqualTo(503);
        assertThat(unknown.body()).contains(UNKNOWN).doesNotContain("Nothing was", "Idempotency-Key");
    }

    @Test
    void nothingWasSavedIfNoConnectionCouldBeMade() {
        try (PostgresFaults.Outage _ = PostgresFaults.outage()) {
            // A connection of the pool may be found to be broken only when the statement is sent.
            await("the pool to have no connection left")
                    .until(() -> submitHere(Sample.submission(), "k")
                            .json()
                            .path("detail")
                            .asText()
                            .startsWith("Nothing was saved."));
        }
    }

    private static Answer submitHere(Map<String, Object> submission, String key) {
        return sendHere(
                "POST",
                "/api/v1/sites/demo/comments",
                json(new HashMap<>(submission)),
                "Content-Type",
                JSON,
                "Idempotency-Key",
                key);
    }

    private static Answer getReceipt(Answer accepted) {
        return sendHere("GET", accepted.header("Location"), "");
    }

    private static Answer sendHere(String method, String path, String body, String... headers) {
        String[] all = Arrays.copyOf(headers, headers.length + 2);
        all[headers.length] = "Accept-Language";
        all[headers.length + 1] = "en";
        return sendTo(service.getPort(), method, path, body.getBytes(StandardCharsets.UTF_8), all);
    }
}
