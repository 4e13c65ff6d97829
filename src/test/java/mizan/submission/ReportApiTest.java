package mizan.submission;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mizan.privacy.Retention;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportApiTest extends ServiceTest {

    private static final String REPORTED = "status=APPROVED&reported=true";

    private static final EmbeddedServer BEHIND_A_PROXY =
            replica(Map.of("mizan.trusted-proxies", "127.0.0.1,::1", "mizan.submission.client-burst", 0));

    @AfterAll
    static void stop() {
        BEHIND_A_PROXY.close();
    }

    @Test
    void moderatorsSeeReportsByReasonAndFindReportedComments() {
        String id = approved(Sample.submission());
        approved(Sample.submission());
        assertThat(queue(REPORTED).each("comments", "id")).isEmpty();
        assertThat(reports(id)).isEqualTo("{}");

        assertThat(report(id, "SPAM", "192.0.2.1").status()).isEqualTo(202);
        assertThat(report(id, "SPAM", "198.51.100.1").status()).isEqualTo(202);
        assertThat(report(id, "HATE", "203.0.113.1").status()).isEqualTo(202);

        Answer queue = queue(REPORTED);
        assertThat(queue.each("comments", "id")).containsExactly(id);
        assertThat(queue.json().at("/comments/0/reports").toString()).isEqualTo("{\"SPAM\":2,\"HATE\":1}");
        assertThat(queue("status=ALL&reported=true").each("comments", "id")).containsExactly(id);
        assertThat(queue("reported=true").each("comments", "id")).isEmpty();
        assertThat(get("/api/v1/sites/demo/comments?article=market-scales").body())
                .doesNotContain("report");
    }

    @Test
    void moderatorsReadTheNotesOfReports() {
        String id = approved(Sample.submission());
        String path = "/api/v1/sites/demo/comments/" + id + "/reports";

        post(path, Map.of("reason", "OTHER", "note", " Cafe\u0301 closed\n"));

        assertThat(queue(REPORTED).json().at("/comments/0/reportNotes").toString())
                .isEqualTo("[{\"reason\":\"OTHER\",\"note\":\"Caf\u00e9 closed\"}]");
        assertThat(get("/api/v1/sites/demo/comments?article=market-scales").body())
                .doesNotContain("closed");
        Answer tooLong = post(path, Map.of("reason", "OTHER", "note", "x".repeat(1_001)));
        assertThat(tooLong.problem()).isEqualTo("422 application/problem+json /problems/invalid-request");
        assertThat(tooLong.codes()).containsExactly("note.too-long");
        post(path, Map.of("reason", "SPAM", "note", " "));
        assertThat(queue(REPORTED).json().at("/comments/0/reportNotes")).isEmpty();
    }

    @Test
    void erasureOfTheAuthorErasesTheNotes() {
        String id = approved(Sample.submission());
        post("/api/v1/sites/demo/comments/" + id + "/reports", Map.of("reason", "OTHER", "note", "I know her"));

        post("/api/v1/privacy/erasures", Map.of("email", "layla@example.org"), "Authorization", admin());

        assertThat(Postgres.query("SELECT reason, note FROM report")).containsExactly(List.of("OTHER", "null"));
    }

    @Test
    void approvalOfAPublishedCommentSettlesItsReports() {
        String id = approved(Sample.submission());
        report(id, "SPAM", "192.0.2.1");
        // The report came later than the clock of the other service says.
        bean(MutableClock.class).advance(Duration.ofMillis(20));

        Answer kept = decide(id, "approve", Map.of("version", 1), admin());

        assertThat(kept.json().path("version").asInt()).isEqualTo(2);
        assertThat(kept.json().path("status").asText()).isEqualTo("APPROVED");
        assertThat(queue(REPORTED).each("comments", "id")).isEmpty();
        assertThat(Postgres.value("SELECT sum(approved) FROM author_stats")).isEqualTo("1");
    }

    @Test
    void secondReportFromTheSameNetworkReplacesTheFirst() {
        String id = approved(Sample.submission());

        report(id, "SPAM", "192.0.2.1");
        report(id, "ABUSE", "192.0.2.99");

        assertThat(reports(id)).isEqualTo("{\"ABUSE\":1}");
        assertThat(Postgres.value("SELECT string_agg(CAST(r AS text), '') FROM report r"))
                .doesNotContain("192.0.2");
    }

    @Test
    void decisionSettlesTheReportsBeforeIt() {
        String id = approved(Sample.submission());
        report(id, "SPAM", "192.0.2.1");

        decide(id, "reopen", Map.of("version", 1), admin());
        decide(id, "approve", Map.of("version", 2), admin());
        assertThat(reports(id)).isEqualTo("{}");
        assertThat(queue(REPORTED).each("comments", "id")).isEmpty();

        report(id, "SPAM", "192.0.2.1");
        assertThat(queue(REPORTED).each("comments", "id")).containsExactly(id);
    }

    @Test
    void onlyPublishedCommentsCanBeReported() {
        String pending = submitted(Sample.submission());
        String id = approved(Sample.submission());

        assertThat(report(pending, "SPAM", "192.0.2.1").problem()).endsWith("/problems/no-such-comment");
        assertThat(post("/api/v1/sites/herald/comments/" + id + "/reports", Map.of("reason", "SPAM"))
                        .status())
                .isEqualTo(404);
        assertThat(Postgres.value("SELECT count(*) FROM report")).isEqualTo("0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\":null}", "{\"reason\":\"OFF_TOPIC\"}", "{\"reason\":\"\"}"})
    void reasonIsRequired(String body) {
        String id = approved(Sample.submission());

        Answer answer = post("/api/v1/sites/demo/comments/" + id + "/reports", body);

        assertThat(answer.problem()).isEqualTo("422 application/problem+json /problems/invalid-request");
        assertThat(answer.codes()).hasSize(1).first().asString().startsWith("reason.");
    }

    @Test
    void reportsOfAClientAndOfACommentAreLimited() {
        String id = approved(Sample.submission());

        try (EmbeddedServer replica = replica(Map.of(
                "mizan.trusted-proxies",
                "127.0.0.1,::1",
                "mizan.submission.client-burst",
                2,
                "mizan.submission.client-refill",
                "1h"))) {
            List<Integer> statuses = Stream.of("192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.2")
                    .map(client -> reportTo(replica, id, "SPAM", client).status())
                    .toList();

            assertThat(statuses).containsExactly(202, 202, 429, 202);
        }
        for (int i = 0; i < 110; i++) {
            assertThat(report(id, "SPAM", "10.0." + i + ".1").status()).isEqualTo(202);
        }
        assertThat(Postgres.value("SELECT count(*) FROM report")).isEqualTo("100");
    }

    @Test
    void reportsAreErasedWithTheCommentAndAfterTheRetentionPeriod() {
        String receipt = submit(Sample.submission()).json().path("receipt").asText();
        String id = Postgres.value("SELECT id FROM comment");
        decide(id, "approve", Map.of("version", 0), admin());
        report(id, "SPAM", "192.0.2.1");
        send("DELETE", "/api/v1/receipts/" + receipt, "");
        assertThat(Postgres.value("SELECT count(*) FROM report")).isEqualTo("0");

        String other = approved(Sample.submission());
        report(other, "SPAM", "192.0.2.1");
        MutableClock clock = bean(MutableClock.class);
        clock.advance(Duration.ofDays(31));
        try {
            bean(Retention.class).erase();
        } finally {
            clock.advance(Duration.ofDays(-31));
        }
        assertThat(Postgres.value("SELECT count(*) FROM report")).isEqualTo("0");
    }

    private static String reports(String id) {
        return get("/api/v1/moderation/comments/" + id, "Authorization", admin())
                .json()
                .path("reports")
                .toString();
    }

    private static Answer report(String id, String reason, String client) {
        return reportTo(BEHIND_A_PROXY, id, reason, client);
    }

    private static Answer reportTo(EmbeddedServer replica, String id, String reason, String client) {
        MutableClock clock = replica.getApplicationContext().getBean(MutableClock.class);
        clock.advance(Duration.between(
                clock.instant(), bean(MutableClock.class).instant().plusMillis(10)));
        return sendTo(
                replica.getPort(),
                "POST",
                "/api/v1/sites/demo/comments/" + id + "/reports",
                json(Map.of("reason", reason)).getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                JSON,
                "X-Forwarded-For",
                client);
    }
}
