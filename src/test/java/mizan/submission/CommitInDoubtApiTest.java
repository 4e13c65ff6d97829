package mizan.submission;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import mizan.testing.Answer;
import mizan.testing.CommitCutter;
import mizan.testing.CommitCutter.Cut;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The connection to the database breaks during the commit of a submission. */
class CommitInDoubtApiTest extends ServiceTest {

    private static final String UNKNOWN = "It is not known whether this was saved.";

    private static CommitCutter cutter;
    private static EmbeddedServer service;

    @BeforeAll
    static void start() throws IOException {
        String url = requireNonNull(Postgres.configuration().get("datasources.default.url"))
                .toString();
        int port = URI.create(url.substring("jdbc:".length())).getPort();
        cutter = new CommitCutter(port, "WITH proposed AS MATERIALIZED");
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
        cutter.cutNext(cut);

        Answer unknown = submit(submission, "k");

        assertThat(unknown.problem()).isEqualTo("503 application/problem+json /problems/unavailable");
        assertThat(unknown.json().path("detail").asText()).startsWith(UNKNOWN);
        assertThat(unknown.header("Retry-After")).isNotEmpty();
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo(cut == Cut.AFTER_COMMIT ? "1" : "0");
        Answer repeated = submit(submission, "k");
        assertThat(repeated.status()).isEqualTo(202);
        assertThat(Postgres.query("SELECT id FROM comment").toString())
                .isEqualTo("[[" + repeated.json().path("id").asText() + "]]");
        assertThat(getReceipt(repeated).status()).isEqualTo(200);
    }

    @Test
    void nothingWasSavedIfNoConnectionCouldBeMade() {
        try (Postgres.Outage _ = Postgres.outage()) {
            // A connection of the pool may be found to be broken only when the statement is sent.
            await("the pool to have no connection left")
                    .until(() -> submit(Sample.submission(), "k")
                            .json()
                            .path("detail")
                            .asText()
                            .startsWith("Nothing was saved."));
        }
    }

    private static Answer submit(Map<String, Object> submission, String key) {
        return sendTo(
                service.getPort(),
                "POST",
                "/api/v1/sites/demo/comments",
                json(new HashMap<>(submission)).getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                JSON,
                "Accept-Language",
                "en",
                "Idempotency-Key",
                key);
    }

    private static Answer getReceipt(Answer accepted) {
        return sendTo(service.getPort(), "GET", accepted.header("Location"), new byte[0]);
    }
}
