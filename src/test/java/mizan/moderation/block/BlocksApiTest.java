package mizan.moderation.block;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.runtime.server.EmbeddedServer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import mizan.comment.maintenance.AuthorStats;
import mizan.platform.job.Job;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlocksApiTest extends ServiceTest {

    private static final String BLOCKS = "/api/v1/moderation/blocks";

    @AfterEach
    void statisticsAgree() {
        assertThat(bean(AuthorStats.class).countDifferences()).isZero();
    }

    @Test
    void commentsOfABlockedAuthorAreAcceptedAndRejected() {
        String first = submitted(Sample.submission());
        Answer blocked = block(Map.of("comment", first, "kind", "AUTHOR", "note", "third warning"));

        Answer accepted = submit(Sample.submission("email", "LAYLA@example.org"));
        submitted(Sample.submission("email", "omar@example.org"));
        String elsewhere = post("/api/v1/sites/herald/comments", Sample.submission())
                .json()
                .path("id")
                .asText();

        assertThat(blocked.status()).isEqualTo(201);
        assertThat(accepted.status()).isEqualTo(202);
        assertThat(accepted.json().path("status").asText()).isEqualTo("PENDING");
        String id = accepted.json().path("id").asText();
        assertThat(Postgres.query("SELECT id FROM comment WHERE status = 'REJECTED'"))
                .as("of the author on this site")
                .containsExactly(List.of(id));
        assertThat(status(elsewhere)).isEqualTo("PENDING");
        assertThat(Postgres.query("""
                SELECT d.verdict, d.reason, d.note, d.moderator, d.automated_detection, a.action, a.detail
                  FROM decision d JOIN audit_entry a ON a.comment_id = d.comment_id
                """))
                .containsExactly(List.of("REJECT", "OTHER", "null", "null", "t", "COMMENT_REJECTED", "OTHER"));
        assertThat(queue("status=REJECTED&finding=blocked").each("comments", "id"))
                .containsExactly(id);
        Answer receipt = get(accepted.header("Location"));
        assertThat(receipt.json().path("status").asText()).isEqualTo("PENDING");
        assertThat(receipt.json().path("reason").isMissingNode()).isTrue();
        assertThat(decide(id, "approve", Map.of("version", 1), admin()).status())
                .as("a moderator decides otherwise")
                .isEqualTo(200);
    }

    @Test
    void submissionsOfBlockedAuthorsAreCountedApart() {
        block(Map.of("comment", submitted(Sample.submission()), "kind", "AUTHOR"));
        double blocked = submissions("blocked");
        double accepted = submissions("accepted");
        double trapped = submissions("trapped");

        submitted(Sample.submission());
        submitted(Sample.submission("email", "omar@example.org"));
        submitted(Sample.submission("website", "https://spam.example"));

        assertThat(submissions("blocked")).isEqualTo(blocked + 1);
        assertThat(submissions("accepted")).isEqualTo(accepted + 1);
        assertThat(submissions("trapped")).as("a robot with a blocked address").isEqualTo(trapped + 1);
    }

    private static double submissions(String outcome) {
        return bean(MeterRegistry.class)
                .counter("mizan.submissions", "site", "demo", "outcome", outcome)
                .count();
    }

    @Test
    void repeatedRequestOfABlockedAuthorGetsTheSameResponse() {
        block(Map.of("comment", submitted(Sample.submission()), "kind", "AUTHOR"));
        Map<String, Object> submission = Sample.submission();

        Answer first = submit(submission, "Idempotency-Key", "k");
        Answer again = submit(submission, "Idempotency-Key", "k");

        assertThat(again.body()).isEqualTo(first.body());
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo("2");
    }

    @Test
    void refusalsAreTheSameForABlockedAuthor() {
        block(Map.of("comment", submitted(Sample.submission()), "kind", "AUTHOR"));
        Postgres.execute("UPDATE article SET comments = 'CLOSED'");

        assertThat(submit(Sample.submission()).problem())
                .isEqualTo("403 application/problem+json /problems/comments-closed");
        assertThat(submit(Sample.with(Sample.reply("0199a5ca-0000-7000-8000-000000000000"), "article", "other"))
                        .codes())
                .containsExactly("parentId.unknown");
    }

    @Test
    void liftedBlockLetsLaterCommentsThrough() {
        String first = submitted(Sample.submission());
        Answer blocked = block(Map.of("comment", first, "kind", "AUTHOR"));
        String path = BLOCKS + "/" + blocked.json().path("id").asText();

        Answer lifted = send("DELETE", path, "", "Authorization", admin());

        assertThat(lifted.status()).isEqualTo(204);
        assertThat(send("DELETE", path, "", "Authorization", admin()).problem())
                .isEqualTo("404 application/problem+json /problems/not-found");
        assertThat(status(submitted(Sample.submission()))).isEqualTo("PENDING");
        assertThat(list().json().path("blocks")).isEmpty();
        assertThat(Postgres.query("SELECT moderator, action, comment_id, detail FROM audit_entry ORDER BY id"))
                .containsExactly(
                        List.of("grace", "AUTHOR_BLOCKED", first, "demo"),
                        List.of("grace", "BLOCK_LIFTED", first, "demo AUTHOR"));
    }

    @Test
    void authorsBlockEndsAtItsTimeAndIsDeletedLater() {
        Instant until = bean(MutableClock.class).instant().plus(Duration.ofMinutes(10));
        block(Map.of("comment", submitted(Sample.submission()), "kind", "AUTHOR", "until", until.toString()));
        assertThat(status(submitted(Sample.submission()))).isEqualTo("REJECTED");

        bean(MutableClock.class).advance(Duration.ofMinutes(11));

        assertThat(status(submitted(Sample.submission()))).isEqualTo("PENDING");
        assertThat(list().json().path("blocks")).isEmpty();
        beans(Job.class).stream().filter(job -> job.name().equals("blocks")).forEach(Job::run);
        assertThat(Postgres.value("SELECT count(*) FROM block")).isEqualTo("0");
    }

    @Test
    void blockedClientIsRecognisedInTheNextWeek() {
        try (EmbeddedServer replica = replica(Map.of("mizan.trusted-proxies", "127.0.0.1,::1"))) {
            MutableClock clock = replica.getApplicationContext().getBean(MutableClock.class);
            String first = submittedFrom(replica, "198.51.100.7");
            Answer blocked = sendTo(
                    replica.getPort(),
                    "POST",
                    BLOCKS,
                    json(Map.of("comment", first, "kind", "CLIENT")).getBytes(StandardCharsets.UTF_8),
                    "Content-Type",
                    JSON,
                    "Authorization",
                    admin());
            assertThat(Duration.between(
                            clock.instant(),
                            Instant.parse(blocked.json().path("until").asText())))
                    .isBetween(Duration.ofDays(6), Duration.ofDays(7));

            assertThat(status(submittedFrom(replica, "198.51.100.99"))).isEqualTo("REJECTED");
            assertThat(status(submittedFrom(replica, "203.0.113.5"))).isEqualTo("PENDING");
            clock.advance(Duration.ofDays(6));
            assertThat(status(submittedFrom(replica, "198.51.100.7"))).isEqualTo("REJECTED");
            clock.advance(Duration.ofDays(2));
            assertThat(status(submittedFrom(replica, "198.51.100.7"))).isEqualTo("PENDING");
        }
    }

    @Test
    void clientIsBlockedForFourWeeksAtMost() {
        String id = submitted(Sample.submission());
        Instant last = Instant.parse(Postgres.value("""
                        SELECT to_char(submitted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') FROM comment""")).plus(Duration.ofDays(28));

        assertThat(block(Map.of(
                                "comment",
                                id,
                                "kind",
                                "CLIENT",
                                "until",
                                last.plusMillis(1).toString()))
                        .codes())
                .containsExactly("until.too-late");
        assertThat(block(Map.of("comment", id, "kind", "CLIENT", "until", last.toString()))
                        .status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({
        "kind, FRIEND, 422, kind.unknown",
        "until, tomorrow, 422, until.invalid",
        "until, 2020-01-01T00:00:00Z, 422, until.invalid",
        "until, +999999999-01-01T00:00:00Z, 422, until.invalid",
        "comment, 0199a5ca-0000-7000-8000-000000000000, 404, ''",
        "comment, x, 400, ''"
    })
    void invalidRequestIsRefused(String field, String value, int status, String code) {
        Map<String, String> request =
                new HashMap<>(Map.of("comment", submitted(Sample.submission()), "kind", "AUTHOR"));
        request.put(field, value);

        Answer answer = block(request);

        assertThat(answer.status()).isEqualTo(status);
        assertThat(String.join(",", answer.codes())).isEqualTo(code);
        assertThat(Postgres.value("SELECT count(*) FROM block")).isEqualTo("0");
    }

    @Test
    void allInvalidFieldsAreReportedAtOnce() {
        assertThat(block(Map.of()).codes()).containsExactly("comment.required");
        String id = submitted(Sample.submission());
        assertThat(block(Map.of("comment", id, "until", "x", "note", "n".repeat(1_001)))
                        .codes())
                .containsExactly("kind.required", "until.invalid", "note.too-long");
    }

    @Test
    void erasedAuthorOrClientCannotBeBlocked() {
        String id = approved(Sample.submission());
        Postgres.execute("UPDATE comment SET email_sealed = NULL, email_fingerprint = NULL, client = ''");

        assertThat(block(Map.of("comment", id, "kind", "AUTHOR")).codes()).containsExactly("comment.no-author");
        assertThat(block(Map.of("comment", id, "kind", "CLIENT")).codes()).containsExactly("comment.no-client");
        Postgres.execute("DELETE FROM author_stats");
    }

    @Test
    void blocksAreListedNewestFirstForTheModeratorsSites() {
        String first = submitted(Sample.submission());
        String second = submitted(Sample.submission("email", "omar@example.org"));
        String elsewhere = approved("herald", Sample.submission());
        for (String id : List.of(first, second, elsewhere)) {
            bean(MutableClock.class).advance(Duration.ofMillis(10));
            block(Map.of("comment", id, "kind", "AUTHOR", "note", "n"));
        }

        Answer page = get(BLOCKS + "?limit=1", "Authorization", moderator("ada", "MODERATOR", "demo"));

        assertThat(page.each("blocks", "comment")).containsExactly(second);
        assertThat(page.json().at("/blocks/0/moderator").asText()).isEqualTo("grace");
        assertThat(page.json().at("/blocks/0/until").isNull()).isTrue();
        assertThat(page.body()).doesNotContain("omar");
        assertThat(get(
                                BLOCKS + "?limit=1&after="
                                        + page.json().path("next").asText(),
                                "Authorization",
                                moderator("ada", "MODERATOR", "demo"))
                        .each("blocks", "comment"))
                .containsExactly(first);
        assertThat(list().each("blocks", "comment")).containsExactly(elsewhere, second, first);
        assertThat(get(BLOCKS + "?site=herald", "Authorization", admin()).each("blocks", "comment"))
                .containsExactly(elsewhere);
    }

    @Test
    void newBlockReplacesTheEarlierOneOfTheSameComment() {
        String id = submitted(Sample.submission());
        block(Map.of("comment", id, "kind", "AUTHOR", "note", "old"));
        bean(MutableClock.class).advance(Duration.ofMillis(10));

        block(Map.of("comment", id, "kind", "AUTHOR"));

        assertThat(list().each("blocks", "comment")).containsExactly(id);
        assertThat(list().json().at("/blocks/0/note").isNull()).isTrue();
    }

    @Test
    void authorIsBlockedUntilTheBlocksOfAllCommentsAreLifted() {
        String first = submitted(Sample.submission());
        String second = submitted(Sample.submission());
        block(Map.of("comment", first, "kind", "AUTHOR"));
        bean(MutableClock.class).advance(Duration.ofMillis(10));
        block(Map.of("comment", second, "kind", "AUTHOR"));
        // The list does not tell that both have the same address.
        assertThat(list().each("blocks", "comment")).containsExactly(second, first);

        send("DELETE", BLOCKS + "/" + list().each("blocks", "id").getFirst(), "", "Authorization", admin());
        assertThat(status(submitted(Sample.submission()))).isEqualTo("REJECTED");
        send("DELETE", BLOCKS + "/" + list().each("blocks", "id").getFirst(), "", "Authorization", admin());

        assertThat(status(submitted(Sample.submission()))).isEqualTo("PENDING");
    }

    @Test
    void concurrentBlocksOfOneAuthorLeaveOne() throws Exception {
        String id = submitted(Sample.submission());
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Collection<Callable<Integer>> requests = IntStream.range(0, 8)
                    .<Callable<Integer>>mapToObj(_ ->
                            () -> block(Map.of("comment", id, "kind", "AUTHOR")).status())
                    .toList();
            for (var answer : clients.invokeAll(requests)) {
                assertThat(answer.get()).isEqualTo(201);
            }
        }

        assertThat(list().json().path("blocks")).hasSize(1);
    }

    @Test
    void erasureByAddressDeletesBlocksAndExportListsThem() {
        String id = approved(Sample.submission());
        block(Map.of("comment", id, "kind", "AUTHOR", "note", "a secret"));
        bean(MutableClock.class).advance(Duration.ofMillis(10));
        block(Map.of("comment", id, "kind", "CLIENT"));
        block(Map.of("comment", submitted(Sample.submission("email", "omar@example.org")), "kind", "AUTHOR"));

        Answer export = privacy("exports");
        Answer erased = privacy("erasures");

        assertThat(export.each("blocks", "kind")).containsExactly("AUTHOR", "CLIENT");
        assertThat(export.json().at("/blocks/0/note").asText()).isEqualTo("a secret");
        assertThat(export.body()).doesNotContain("grace");
        assertThat(erased.body()).isEqualTo("{\"comments\":1}");
        assertThat(Postgres.value("SELECT count(*) FROM block")).isEqualTo("1");
        assertThat(Postgres.query("""
                SELECT detail FROM audit_entry WHERE action = 'PERSONAL_DATA_ERASED' ORDER BY id
                """)).containsExactly(List.of("blocks: 2"), List.of("comments: 1, texts kept: 1"));
        assertThat(status(submitted(Sample.submission()))).isEqualTo("PENDING");
    }

    @Test
    void blockOfAnAuthorWithoutCommentsIsErasedToo() {
        block(Map.of("comment", approved(Sample.submission()), "kind", "AUTHOR"));
        Postgres.execute("UPDATE comment SET email_sealed = NULL, email_fingerprint = NULL");
        Postgres.execute("DELETE FROM author_stats");

        privacy("erasures");

        assertThat(Postgres.value("SELECT count(*) FROM block")).isEqualTo("0");
    }

    @Test
    void withdrawalErasesTheNoteAndKeepsTheBlock() {
        Answer accepted = submit(Sample.submission());
        block(Map.of("comment", accepted.json().path("id").asText(), "kind", "AUTHOR", "note", "a secret"));

        send("DELETE", accepted.header("Location"), "");

        assertThat(list().json().at("/blocks/0/note").isNull()).isTrue();
        assertThat(list().json().at("/blocks/0/name").isNull()).isTrue();
        assertThat(status(submitted(Sample.submission()))).isEqualTo("REJECTED");
    }

    @Test
    void groupOfSubmissionsHasBlockedAndOtherOnes() throws Exception {
        block(Map.of("comment", submitted(Sample.submission()), "kind", "AUTHOR"));
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            Collection<Callable<String>> requests = IntStream.range(0, 40)
                    .<Callable<String>>mapToObj(i -> () -> submitted(Sample.submission(
                            "email", i % 2 == 0 ? "layla@example.org" : "reader" + i + "@example.org")))
                    .toList();
            for (var answer : clients.invokeAll(requests)) {
                answer.get();
            }
        }

        assertThat(Postgres.query("""
                SELECT status, count(*), count(*) FILTER (WHERE findings @> '[{"rule": "blocked"}]')
                  FROM comment GROUP BY status ORDER BY status
                """)).containsExactly(List.of("PENDING", "21", "0"), List.of("REJECTED", "20", "20"));
    }

    private static Answer block(Map<String, ?> request) {
        return post(BLOCKS, request, "Authorization", admin());
    }

    private static Answer list() {
        return get(BLOCKS, "Authorization", admin());
    }

    private static Answer privacy(String action) {
        return post("/api/v1/privacy/" + action, Map.of("email", "layla@example.org"), "Authorization", admin());
    }

    private static String status(String id) {
        return Postgres.value("SELECT status FROM comment WHERE id = '%s'".formatted(id));
    }

    private static String submittedFrom(EmbeddedServer replica, String client) {
        return sendTo(
                        replica.getPort(),
                        "POST",
                        "/api/v1/sites/demo/comments",
                        json(Sample.submission("email", client.replace('.', '-') + "@example.org"))
                                .getBytes(StandardCharsets.UTF_8),
                        "Content-Type",
                        JSON,
                        "X-Forwarded-For",
                        client)
                .json()
                .path("id")
                .asText();
    }
}
