package mizan.moderation.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mizan.comment.maintenance.StatusVerification;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports that hide a comment of a site whose threshold is three readers. Readers report it to another replica. */
class ReportThresholdApiTest extends ServiceTest {

    private static final List<String> READERS = List.of("192.0.2.1", "198.51.100.1", "203.0.113.1");

    private static final List<String> LISTS = List.of(
            "/api/v1/sites/demo/comments?article=market-scales",
            "/sites/demo/comments.html?article=market-scales",
            "/sites/demo/comments.atom?article=market-scales",
            "/sites/demo/comments.atom");
    private static final String COUNTS = "/api/v1/sites/demo/counts?article=market-scales";

    private static final EmbeddedServer REPLICA = replica(Map.of(
            "mizan.trusted-proxies",
            "127.0.0.1,::1",
            "mizan.submission.client-burst",
            0,
            "mizan.sites.demo.reports-hide-after",
            READERS.size()));

    @AfterAll
    static void stop() {
        REPLICA.close();
    }

    @Test
    void reportsOfEnoughReadersTakeTheCommentBackIntoTheQueue() {
        Answer submitted = submit(Sample.submission());
        String id = submitted.json().path("id").asText();
        decide(id, "approve", Map.of("version", 0), admin());
        report(id, "192.0.2.1");
        report(id, "192.0.2.77"); // the network of the first one
        report(id, "198.51.100.1");
        assertThat(comment(id).path("status").asText()).isEqualTo("APPROVED");

        assertThat(report(id, "203.0.113.1").status()).isEqualTo(202);

        JsonNode hidden = queue("reported=true").json().at("/comments/0");
        assertThat(hidden.path("id").asText()).isEqualTo(id);
        assertThat(hidden.path("status").asText()).isEqualTo("PENDING");
        assertThat(hidden.path("version").asInt()).isEqualTo(2);
        assertThat(hidden.path("reports").toString()).isEqualTo("{\"SPAM\":3}");
        assertThat(hidden.at("/decision/verdict").asText()).isEqualTo("REOPEN");
        assertThat(hidden.at("/decision/moderator").isNull()).isTrue();
        assertThat(queue("status=ALL&reported=true").each("comments", "id")).containsExactly(id);
        assertThat(Postgres.query(
                        "SELECT action, moderator FROM audit_entry WHERE comment_id = '%s' ORDER BY id".formatted(id)))
                .endsWith(List.of("COMMENT_REOPENED", "null"));
        assertThat(Postgres.query("SELECT status, version, moderator FROM outbox_event ORDER BY id"))
                .endsWith(List.of("PENDING", "2", "null"));
        assertThat(Postgres.value("SELECT sum(approved) FROM author_stats")).isEqualTo("0");
        assertThat(bean(StatusVerification.class).findDifferences()).isEmpty();
        assertThat(get(submitted.header("Location")).json().path("status").asText())
                .isEqualTo("PENDING");
        assertThat(get("/receipts/" + submitted.json().path("receipt").asText() + "?lang=en")
                        .body())
                .contains("Under review");
        assertThat(report(id, "10.0.0.1").problem()).endsWith("/problems/no-such-comment");
        assertThat(metrics()).isEqualTo(1);
    }

    @Test
    void hiddenCommentDisappearsFromAllReplicasAndItsRepliesStay() {
        String id = approved(Sample.submission());
        String replyId = approved(Sample.with(Sample.reply(id), "body", "جواب"));
        for (int port : List.of(port(), REPLICA.getPort())) {
            LISTS.forEach(
                    path -> assertThat(getFrom(port, path).body()).as(path).contains("مقال جميل"));
            assertThat(getFrom(port, COUNTS).body()).contains(":2");
            assertThat(getFrom(port, "/api/v1/sites/demo/comments/" + id).status())
                    .isEqualTo(200);
        }

        reportByEnough(id);

        assertIsHidden(REPLICA.getPort(), id, replyId);
        await("the other replica").untilAsserted(() -> assertIsHidden(port(), id, replyId));
    }

    private static void assertIsHidden(int port, String id, String replyId) {
        LISTS.forEach(path -> assertThat(getFrom(port, path).body())
                .as(path)
                .doesNotContain("مقال جميل")
                .contains("جواب"));
        assertThat(getFrom(port, COUNTS).body()).contains(":1");
        assertThat(getFrom(port, "/api/v1/sites/demo/comments/" + id).status()).isEqualTo(404);
        JsonNode comments = getFrom(port, LISTS.getFirst()).json().path("comments");
        assertThat(comments.path(0).path("id").asText()).isEqualTo(id);
        assertThat(comments.path(0).path("removed").asBoolean()).isTrue();
        assertThat(comments.path(0).has("name")).isFalse();
        assertThat(comments.path(1).path("id").asText()).isEqualTo(replyId);
    }

    @Test
    void reportsDoNotHideACommentThatAModeratorHasApprovedAgain() {
        String hidden = approved(Sample.submission());
        reportByEnough(hidden);
        decideLater(hidden, "approve", 2);

        reportByEnough(hidden);
        IntStream.range(0, 20).forEach(i -> report(hidden, "10.0." + i + ".1"));

        assertThat(comment(hidden).path("status").asText()).isEqualTo("APPROVED");
        assertThat(queue("status=APPROVED&reported=true").each("comments", "id"))
                .containsExactly(hidden);

        String kept = approved(Sample.submission());
        report(kept, "192.0.2.1");
        decideLater(kept, "approve", 1);
        reportByEnough(kept);

        assertThat(comment(kept).path("status").asText()).isEqualTo("APPROVED");
    }

    @Test
    void undoOfARejectionDoesNotProtectAComment() {
        String id = approved(Sample.submission());
        Answer batch = post(
                "/api/v1/moderation/decisions",
                Map.of("decisions", List.of(Map.of("id", id, "version", 1, "verdict", "REJECT", "reason", "SPAM"))),
                "Authorization",
                admin());
        post(
                "/api/v1/moderation/batches/" + batch.json().path("batch").asText() + "/undo",
                Map.of(),
                "Authorization",
                admin());
        assertThat(comment(id).path("status").asText()).isEqualTo("APPROVED");

        reportByEnough(id);

        assertThat(comment(id).path("status").asText()).isEqualTo("PENDING");
    }

    @Test
    void undoOfTheApprovalLeavesAHiddenCommentAlone() {
        String id = submitted(Sample.submission());
        Answer batch = post(
                "/api/v1/moderation/decisions",
                Map.of("decisions", List.of(Map.of("id", id, "version", 0, "verdict", "APPROVE"))),
                "Authorization",
                admin());
        reportByEnough(id);

        Answer undone = post(
                "/api/v1/moderation/batches/" + batch.json().path("batch").asText() + "/undo",
                Map.of(),
                "Authorization",
                admin());

        assertThat(undone.json().at("/results/0/status").asInt()).isEqualTo(409);
        assertThat(comment(id).path("version").asInt()).isEqualTo(2);
    }

    @Test
    void decisionOnTheHiddenVersionIsRefusedAndOnTheNewOneMade() {
        String id = approved(Sample.submission());
        reportByEnough(id);

        Answer stale = decide(id, "reject", Map.of("version", 1, "reason", "ABUSE"), admin());
        assertThat(stale.problem()).isEqualTo("409 application/problem+json /problems/already-decided");
        assertThat(stale.json().at("/current/status").asText()).isEqualTo("PENDING");
        assertThat(stale.json().at("/current/decidedBy").isNull()).isTrue();
        assertThat(post("/api/v1/moderation/claims", Map.of("limit", 1), "Authorization", admin())
                        .each("comments", "id"))
                .containsExactly(id);
        assertThat(decideLater(id, "reject", 2).status()).isEqualTo(200);
        JsonNode stats = get("/api/v1/moderation/stats?site=demo", "Authorization", admin())
                .json();
        assertThat(stats.at("/decided24h").toString()).isEqualTo("{\"approved\":1,\"rejected\":1}");
    }

    @Test
    void networksOfDifferentWeeksAreNotAddedUp() {
        String id = approved(Sample.submission());
        Duration week = Duration.ofDays(7);
        try {
            report(id, "192.0.2.1");
            report(id, "198.51.100.1");
            bean(MutableClock.class).advance(week);
            report(id, "192.0.2.1");
            report(id, "198.51.100.1");
            assertThat(Postgres.value("SELECT count(*) FROM report")).isEqualTo("4");
            assertThat(comment(id).path("status").asText()).isEqualTo("APPROVED");

            report(id, "203.0.113.1");

            assertThat(comment(id).path("status").asText()).isEqualTo("PENDING");
        } finally {
            bean(MutableClock.class).advance(week.negated());
        }
    }

    @Test
    void noticesCountAsReports() {
        String id = approved(Sample.submission());
        report(id, "192.0.2.1");
        report(id, "198.51.100.1");

        Map<String, Object> notice = Map.of(
                "explanation", "It denies a crime.", "name", "Noor", "email", "noor@example.org", "goodFaith", true);
        Answer accepted = postTo(id, "notices", notice, "203.0.113.1");

        assertThat(accepted.status()).isEqualTo(202);
        assertThat(comment(id).path("status").asText()).isEqualTo("PENDING");
        assertThat(comment(id).path("notices")).hasSize(1);
        assertThat(get(accepted.header("Location")).json().path("status").asText())
                .isEqualTo("PENDING");
    }

    @Test
    void readerWithoutScriptIsThankedForTheReportThatHidesTheComment() {
        String id = approved(Sample.submission());
        report(id, "192.0.2.1");
        report(id, "198.51.100.1");
        synchronizeClock();

        Answer thanks = sendTo(
                REPLICA.getPort(),
                "POST",
                "/sites/demo/comments/" + id + "/report?lang=en",
                "reason=SPAM".getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                FORM,
                "X-Forwarded-For",
                "203.0.113.1");

        assertThat(thanks.status()).isEqualTo(200);
        assertThat(thanks.body()).contains("Thank you.");
        assertThat(comment(id).path("status").asText()).isEqualTo("PENDING");
    }

    @Test
    void concurrentReportsHideACommentOnce() throws Exception {
        String id = approved(Sample.submission());
        List<Callable<Answer>> reports = IntStream.range(0, 12)
                .<Callable<Answer>>mapToObj(i -> () -> report(id, "10.0." + i + ".1"))
                .toList();

        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var report : executor.invokeAll(reports)) {
                assertThat(report.get().status()).isIn(202, 404);
            }
        }

        assertThat(Postgres.query("SELECT version, verdict FROM decision ORDER BY version"))
                .containsExactly(List.of("1", "APPROVE"), List.of("2", "REOPEN"));
    }

    @Test
    void numberOfCommentsThatAreHiddenWithinAnHourIsLimited() {
        List<String> ids = IntStream.rangeClosed(0, ReportThreshold.MAX_PER_HOUR)
                .mapToObj(_ -> approved(Sample.submission()))
                .toList();

        ids.forEach(ReportThresholdApiTest::reportByEnough);

        assertThat(Postgres.value("SELECT count(*) FROM comment WHERE status = 'PENDING'"))
                .isEqualTo(String.valueOf(ReportThreshold.MAX_PER_HOUR));
        assertThat(queue("status=APPROVED&reported=true").each("comments", "id"))
                .containsExactly(ids.getLast());
        bean(MutableClock.class).advance(Duration.ofHours(1));
        // The first of them may hide it already.
        READERS.forEach(
                client -> assertThat(report(ids.getLast(), client).status()).isIn(202, 404));
        assertThat(comment(ids.getLast()).path("status").asText()).isEqualTo("PENDING");
    }

    @Test
    void siteWithoutAThresholdHidesNothing() {
        String id = approved("herald", Sample.submission());

        Stream.of("192.0.2.1", "198.51.100.1", "203.0.113.1", "10.0.0.1").forEach(client -> {
            synchronizeClock();
            assertThat(sendTo(
                                    REPLICA.getPort(),
                                    "POST",
                                    "/api/v1/sites/herald/comments/" + id + "/reports",
                                    "{\"reason\":\"SPAM\"}".getBytes(StandardCharsets.UTF_8),
                                    "Content-Type",
                                    JSON,
                                    "X-Forwarded-For",
                                    client)
                            .status())
                    .isEqualTo(202);
        });

        assertThat(comment(id).path("status").asText()).isEqualTo("APPROVED");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console", "/console/comments/%s", "/console/comments/%s/history", "/console/audit"})
    void consoleSaysWhyTheCommentIsInTheQueue(String path) {
        String id = approved(Sample.submission());
        reportByEnough(id);

        String page = get(path.formatted(id), "Authorization", admin(), "Accept-Language", "en")
                .body();

        assertThat(page)
                .containsAnyOf(
                        "It is hidden until you decide, because enough readers have reported it.",
                        "Hidden after reports",
                        "hid a comment that readers have reported");
        assertThat(page).doesNotContain("reopened a comment");
    }

    @Test
    void databaseRefusesAnApprovalWithoutAModeratorAndASecondHiding() {
        String id = approved(Sample.submission());
        reportByEnough(id);

        assertThatThrownBy(() -> Postgres.executeAsOwner(insertion(id, "APPROVE")))
                .hasMessageContaining("decision_check");
        assertThatThrownBy(() -> Postgres.executeAsOwner(insertion(id, "REOPEN")))
                .hasMessageContaining("decision_hidden_idx");
    }

    private static String insertion(String id, String verdict) {
        return """
                INSERT INTO decision (comment_id, version, site, verdict, decided_at)
                VALUES ('%s', 3, 'demo', '%s', now())
                """.formatted(id, verdict);
    }

    private static void reportByEnough(String id) {
        READERS.forEach(client -> assertThat(report(id, client).status()).isEqualTo(202));
    }

    private static Answer report(String id, String client) {
        return postTo(id, "reports", Map.of("reason", "SPAM"), client);
    }

    private static Answer postTo(String id, String kind, Map<String, Object> request, String client) {
        synchronizeClock();
        return sendTo(
                REPLICA.getPort(),
                "POST",
                "/api/v1/sites/demo/comments/" + id + "/" + kind,
                json(request).getBytes(StandardCharsets.UTF_8),
                "Content-Type",
                JSON,
                "X-Forwarded-For",
                client);
    }

    // The clock of the replica is a little ahead, so that a report is later than the approval.
    private static void synchronizeClock() {
        MutableClock clock = REPLICA.getApplicationContext().getBean(MutableClock.class);
        Instant later = bean(MutableClock.class).instant().plusMillis(10);
        clock.advance(Duration.between(clock.instant(), later));
    }

    private static Answer decideLater(String id, String verdict, int version) {
        bean(MutableClock.class).advance(Duration.ofMillis(20));
        Map<String, Object> request = new HashMap<>(Map.of("version", version));
        if (verdict.equals("reject")) {
            request.put("reason", "ABUSE");
        }
        return decide(id, verdict, request, admin());
    }

    private static JsonNode comment(String id) {
        return get("/api/v1/moderation/comments/" + id, "Authorization", admin())
                .json();
    }

    private static Answer getFrom(int port, String path) {
        return sendTo(port, "GET", path, new byte[0]);
    }

    private static int metrics() {
        return (int) REPLICA.getApplicationContext()
                .getBean(MeterRegistry.class)
                .counter("mizan.hidden.comments", "site", "demo", "outcome", "hidden")
                .count();
    }
}
