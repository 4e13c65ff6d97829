package mizan.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import mizan.comment.maintenance.AuthorStats;
import mizan.comment.maintenance.StatusVerification;
import mizan.testing.Answer;
import mizan.testing.MutableClock;
import mizan.testing.Postgres;
import mizan.testing.PostgresFaults;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Personal data is erased when its retention period is over. On the site herald, approved addresses are kept for 24 months. */
class RetentionTest extends ServiceTest {

    private Duration advanced = Duration.ZERO;

    @AfterEach
    void takeClockBack() {
        bean(MutableClock.class).advance(advanced.negated());
    }

    @Test
    void clientPseudonymsAreErasedAndTheNumbersOfTheirAuthorsStay() {
        String approved = approved(Sample.submission());
        String pending = submitted(Sample.submission());
        String rejected = submitted(Sample.submission());
        decide(rejected, "reject", Map.of("version", 0, "reason", "SPAM"), admin());
        assertThat(clients()).isEqualTo("3");

        advance(Duration.ofDays(30));
        String later = submitted(Sample.submission());
        bean(Retention.class).run();

        assertThat(Postgres.query("SELECT id FROM comment WHERE client <> ''")).containsExactly(List.of(later));
        assertThat(Postgres.query("SELECT approved, rejected, octet_length(client) FROM author_stats"))
                .containsExactly(List.of("1", "1", "0"));
        assertThat(bean(AuthorStats.class).countDifferences()).isZero();
        assertThat(List.of(approved, pending, rejected))
                .allSatisfy(id -> assertThat(status(id)).isNotEqualTo("WITHDRAWN"));
    }

    @Test
    void rejectedCommentsLeaveNothingButDecisionsAndAuditEntries() {
        String article = "retention";
        String parent = approved(Sample.submission("article", article));
        Answer answer = submit(Sample.with(Sample.reply(parent), "article", article));
        String id = answer.json().path("id").asText();
        decide(id, "reject", Map.of("version", 0, "reason", "ABUSE", "note", "insult"), admin());
        String old = entries(id);

        advance(Duration.ofDays(90));
        bean(Retention.class).run();

        assertThat(Postgres.query("""
                SELECT status, version, num_nonnulls(name, body, email_sealed, email_fingerprint, digest, article_url,
                       article_title, receipt_hash, findings), octet_length(client)
                  FROM comment
                 WHERE id = '%s'
                """.formatted(id))).containsExactly(List.of("WITHDRAWN", "2", "0", "0"));
        assertThat(Postgres.value("SELECT count(*) FROM comment_search WHERE comment_id = '%s'".formatted(id)))
                .isEqualTo("0");
        assertThat(Postgres.query("SELECT verdict, reason, note FROM decision WHERE comment_id = '%s'".formatted(id)))
                .containsExactly(List.of("REJECT", "ABUSE", "[erased]"));
        assertThat(entries(id)).isEqualTo(old);
        assertThat(Postgres.value("SELECT detail FROM audit_entry WHERE action = 'RETENTION_APPLIED'"))
                .isEqualTo("demo rejected 1, demo client 1");
        assertThat(bean(StatusVerification.class).findDifferences()).isEmpty();
        assertThat(bean(AuthorStats.class).countDifferences()).isZero();
        assertThat(get(answer.header("Location")).status()).isEqualTo(404);
        assertThat(queue("status=REJECTED").each("comments", "id")).isEmpty();
        assertThat(decide(id, "approve", Map.of("version", 2), admin()).status())
                .isEqualTo(404);
    }

    @Test
    void verificationFindsARejectedCommentThatNoRunHasErased() {
        String id = submitted(Sample.submission());
        decide(id, "reject", Map.of("version", 0, "reason", "SPAM"), admin());
        bean(Retention.class).run();
        advance(Duration.ofSeconds(1));

        Postgres.execute("""
                UPDATE comment
                   SET status = 'WITHDRAWN', version = 2, decided_at = '%s', name = NULL, body = NULL, email_sealed = NULL,
                       email_fingerprint = NULL, client = '', digest = NULL, article_url = NULL, article_title = NULL,
                       receipt_hash = NULL, findings = NULL
                """.formatted(bean(MutableClock.class).instant()));

        assertThat(bean(StatusVerification.class).findDifferences()).hasSize(1);
    }

    @Test
    void approvedCommentsLoseAddressAndReceiptButStayPublished() {
        String id = approved("herald", Sample.submission());
        advance(Duration.ofDays(731));

        bean(Retention.class).run();

        assertThat(Postgres.query("""
                SELECT num_nonnulls(email_sealed, email_fingerprint, receipt_hash), num_nonnulls(name, body, digest)
                  FROM comment
                """)).containsExactly(List.of("0", "3"));
        assertThat(Postgres.value("SELECT count(*) FROM author_stats")).isEqualTo("0");
        assertThat(bean(AuthorStats.class).countDifferences()).isZero();
        assertThat(get("/api/v1/sites/herald/comments?article=market-scales").each("comments", "name"))
                .containsExactly("ليلى العطّار");
        JsonNode queued = get("/api/v1/moderation/comments/" + id, "Authorization", admin())
                .json();
        assertThat(queued.path("email").isNull()).isTrue();
        assertThat(queued.path("author").toString()).isEqualTo("{\"approved\":0,\"rejected\":0,\"pending\":0}");
        assertThat(get("/api/v1/moderation/comments?author=" + id, "Authorization", admin())
                        .json()
                        .path("comments"))
                .isEmpty();
        assertThat(post(
                                "/api/v1/moderation/comments/" + id + "/email",
                                Map.of("purpose", "p"),
                                "Authorization",
                                admin())
                        .status())
                .isEqualTo(404);
        assertThat(decide(id, "reopen", Map.of("version", 1), admin()).status()).isEqualTo(200);
        assertThat(decide(id, "reject", Map.of("version", 2, "reason", "SPAM"), admin())
                        .status())
                .isEqualTo(200);
        advance(Duration.ofDays(90));
        bean(Retention.class).run();
        assertThat(status(id)).isEqualTo("WITHDRAWN");
        assertThat(bean(StatusVerification.class).findDifferences()).isEmpty();
    }

    @Test
    void addressesAreKeptWhereThePeriodIsNever() {
        approved(Sample.submission());
        advance(Duration.ofDays(3_000));

        bean(Retention.class).run();

        assertThat(Postgres.value("SELECT num_nonnulls(email_sealed, email_fingerprint, receipt_hash) FROM comment"))
                .isEqualTo("3");
    }

    @Test
    void lockedRowsAreSkippedAndErasedByTheNextRun() {
        String locked = submitted(Sample.submission());
        String free = submitted(Sample.submission());
        advance(Duration.ofDays(30));

        try (PostgresFaults.Lock _ =
                PostgresFaults.lockWith("SELECT FROM comment WHERE id = '%s' FOR UPDATE".formatted(locked))) {
            bean(Retention.class).run();
            assertThat(Postgres.query("SELECT id FROM comment WHERE client = ''"))
                    .containsExactly(List.of(free));
        }
        bean(Retention.class).run();

        assertThat(clients()).isEqualTo("0");
    }

    @Test
    void runsAtOnceEraseEachCommentOnce() {
        copies(submitted(Sample.submission()), 900);
        advance(Duration.ofDays(90));

        Map<Retention.Rule, Long> before = bean(Retention.class).count();
        List<CompletableFuture<Map<Retention.Rule, Long>>> runs = IntStream.range(0, 2)
                .mapToObj(_ -> CompletableFuture.supplyAsync(
                        () -> bean(Retention.class).erase()))
                .toList();

        Map<Retention.Rule, Long> sum = new java.util.HashMap<>();
        runs.forEach(run -> run.join().forEach((rule, erased) -> sum.merge(rule, erased, Long::sum)));
        assertThat(sum).isEqualTo(before).containsValue(900L).containsValue(1L);
        assertThat(Postgres.value("SELECT count(*) FROM comment WHERE name IS NOT NULL"))
                .isEqualTo("1");
        assertThat(bean(AuthorStats.class).countDifferences()).isZero();
        assertThat(bean(Retention.class).count().values()).containsOnly(0L);
        assertThat(Postgres.value("SELECT count(*) FROM audit_entry WHERE action = 'RETENTION_APPLIED'"))
                .isEqualTo("2");
        assertThat(getManagement("/prometheus").body())
                .containsPattern("mizan_retention_erased_total\\{kind=\"rejected\",site=\"demo\"\\} [1-9]");
    }

    /** Inserts rejected copies of a comment without a client, with their statistics. */
    private static void copies(String id, int number) {
        Postgres.execute("""
                INSERT INTO comment (id, site, article, root_id, name, body, email_sealed, email_fingerprint, digest,
                                     receipt_hash, status, version, submitted_at, decided_at)
                SELECT copy, site, article, copy, name, body, email_sealed, email_fingerprint, digest,
                       sha256(CAST(copy::text AS bytea)), 'REJECTED', 1, submitted_at, submitted_at
                  FROM comment, LATERAL (SELECT gen_random_uuid() AS copy FROM generate_series(1, %d)) AS copies
                 WHERE id = '%s'
                """.formatted(number, id));
        assertThat(bean(AuthorStats.class).repair()).isPositive();
    }

    private static String clients() {
        return Postgres.value("SELECT count(*) FROM comment WHERE client <> ''");
    }

    private static String status(String id) {
        return Postgres.value("SELECT status FROM comment WHERE id = '%s'".formatted(id));
    }

    private static String entries(String id) {
        return Postgres.value("SELECT string_agg(action, ',') FROM audit_entry WHERE comment_id = '%s'".formatted(id));
    }

    private void advance(Duration duration) {
        bean(MutableClock.class).advance(duration);
        advanced = advanced.plus(duration);
    }
}
