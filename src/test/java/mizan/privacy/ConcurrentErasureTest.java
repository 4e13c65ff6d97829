package mizan.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import mizan.comment.maintenance.AuthorStats;
import mizan.comment.maintenance.SearchIndex;
import mizan.comment.maintenance.StatusVerification;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.PostgresFaults;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Erasures at the same time as decisions, submissions and other erasures of the same address. */
class ConcurrentErasureTest extends ServiceTest {

    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

    @AfterEach
    void derivedDataAgrees() {
        assertThat(bean(AuthorStats.class).countDifferences()).isZero();
        assertThat(bean(StatusVerification.class).findDifferences()).isEmpty();
        assertThat(Postgres.query("SELECT * FROM author_stats WHERE approved < 0 OR rejected < 0"))
                .isEmpty();
    }

    @Test
    void commentThatIsApprovedFirstKeepsItsText() {
        String id = submitted(Sample.submission());
        CompletableFuture<Answer> approval;
        CompletableFuture<Answer> erasure;
        try (PostgresFaults.Lock lock = lockComment(id)) {
            approval = async(() -> decide(id, "approve", Map.of("version", 0), admin()));
            await("the approval to wait").until(() -> lock.blocks("WITH proposed"));
            erasure = async(ConcurrentErasureTest::erase);
            await("the erasure to wait").until(() -> lock.blocks("published_body"));
        }

        assertThat(approval.join().status()).isEqualTo(200);
        assertThat(erasure.join().body()).isEqualTo("{\"comments\":1}");
        assertThat(Postgres.query("SELECT status, name, email_fingerprint, body IS NULL FROM comment"))
                .containsExactly(List.of("APPROVED", "null", "null", "f"));
        assertThat(Postgres.value("SELECT count(*) FROM author_stats")).isEqualTo("0");
    }

    @Test
    void commentThatIsErasedFirstCannotBeApproved() {
        String id = submitted(Sample.submission());
        CompletableFuture<Answer> approval;
        CompletableFuture<Answer> erasure;
        try (PostgresFaults.Lock lock = lockComment(id)) {
            erasure = async(ConcurrentErasureTest::erase);
            await("the erasure to wait").until(() -> lock.blocks("published_body"));
            approval = async(() -> decide(id, "approve", Map.of("version", 0), admin()));
            await("the approval to wait").until(() -> lock.blocks("WITH proposed"));
        }

        assertThat(erasure.join().body()).isEqualTo("{\"comments\":1}");
        assertThat(approval.join().status()).isEqualTo(404);
        assertThat(Postgres.query("SELECT status, name, body FROM comment"))
                .containsExactly(List.of("WITHDRAWN", "null", "null"));
    }

    @Test
    void concurrentErasuresEraseEachCommentOnce() {
        IntStream.range(0, 250).forEach(i -> {
            String id = submitted(Sample.submission());
            if (i % 5 == 0) {
                decide(id, "approve", Map.of("version", 0), admin());
            }
        });
        CompletableFuture<Answer> first;
        CompletableFuture<Answer> second;
        try (PostgresFaults.Lock lock = PostgresFaults.lockWith("SELECT id FROM comment FOR UPDATE")) {
            first = async(ConcurrentErasureTest::erase);
            second = async(ConcurrentErasureTest::erase);
            await("both to wait").until(() -> Postgres.value("""
                            SELECT count(*)
                              FROM pg_stat_activity
                             WHERE wait_event_type = 'Lock'
                               AND strpos(query, 'published_body') > 0
                            """).equals("2") && lock.blocks("published_body"));
        }

        assertThat(count(first.join()) + count(second.join())).isEqualTo(250);
        assertThat(Postgres.value("SELECT count(*) FROM comment WHERE name IS NOT NULL"))
                .isEqualTo("0");
        assertThat(Postgres.value("SELECT count(*) FROM erasure")).isEqualTo("250");
        assertThat(Postgres.value("SELECT count(*) FROM outbox_event WHERE status IN ('WITHDRAWN', 'AUTHOR_ERASED')"))
                .isEqualTo("250");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5})
    void decisionsSubmissionsAndErasuresLeaveNoCommentHalfErased(int run) {
        String admin = admin();
        List<String> ids = new ArrayList<>(IntStream.range(0, 60)
                .mapToObj(_ -> submitted(Sample.submission()))
                .toList());
        AtomicBoolean isErased = new AtomicBoolean();

        CompletableFuture<Void> decisions = CompletableFuture.runAsync(
                () -> ids.forEach(id -> decide(id, "approve", Map.of("version", 0, "note", "run " + run), admin)),
                threads);
        CompletableFuture<List<String>> submissions = CompletableFuture.supplyAsync(
                () -> {
                    List<String> submitted = new ArrayList<>();
                    while (!isErased.get()) {
                        submitted.add(submitted(Sample.submission()));
                    }
                    return submitted;
                },
                threads);
        List<CompletableFuture<Answer>> erasures =
                List.of(async(ConcurrentErasureTest::erase), async(ConcurrentErasureTest::erase));
        assertThat(erasures)
                .allSatisfy(erasure -> assertThat(erasure.join().status()).isEqualTo(200));
        isErased.set(true);
        decisions.join();
        List<String> submitted = submissions.join();

        assertThat(Postgres.query("SELECT id FROM comment WHERE name IS NOT NULL"))
                .as("only comments that were submitted meanwhile are left")
                .allMatch(row -> submitted.contains(row.getFirst()));
        assertThat(Postgres.query("""
                SELECT id
                  FROM comment
                 WHERE (name IS NULL) <> (email_sealed IS NULL)
                    OR (name IS NULL) <> (email_fingerprint IS NULL)
                    OR (name IS NULL) <> (receipt_hash IS NULL)
                    OR name IS NULL AND status NOT IN ('APPROVED', 'WITHDRAWN')
                    OR (name IS NULL) <> (id IN (SELECT comment_id FROM erasure))
                """)).isEmpty();
        assertThat(Postgres.query("""
                SELECT k.comment_id
                  FROM idempotency_key k
                  JOIN comment c ON c.id = k.comment_id
                 WHERE c.name IS NULL
                """)).isEmpty();
    }

    @Test
    void rebuiltSearchIndexDoesNotBringBackAnErasedName() {
        approved(Sample.submission());
        CompletableFuture<Long> rebuild;
        try (PostgresFaults.Lock lock = lockComment(Postgres.value("SELECT id FROM comment"))) {
            rebuild =
                    CompletableFuture.supplyAsync(() -> bean(SearchIndex.class).rebuild(), threads);
            await("the rebuild to have read the name").until(() -> lock.blocks("INSERT INTO comment_search"));
            // As the erasure does. The lock is released with it.
            lock.execute("""
                    UPDATE comment
                       SET name = NULL, email_sealed = NULL, email_fingerprint = NULL, client = '', receipt_hash = NULL,
                           article_url = NULL, article_title = NULL;
                    UPDATE comment_search SET lexemes = 'مقال';
                    DELETE FROM author_stats;
                    COMMIT
                    """);
            assertThat(rebuild.join()).isZero();
        }

        assertThat(Postgres.value("SELECT lexemes FROM comment_search")).isEqualTo("'مقال'");
    }

    private static PostgresFaults.Lock lockComment(String id) {
        return PostgresFaults.lockWith("SELECT id FROM comment WHERE id = '%s' FOR UPDATE".formatted(id));
    }

    private CompletableFuture<Answer> async(Supplier<Answer> request) {
        return CompletableFuture.supplyAsync(request, threads);
    }

    private static Answer erase() {
        return post("/api/v1/privacy/erasures", Map.of("email", "layla@example.org"), "Authorization", admin());
    }

    private static int count(Answer answer) {
        return answer.json().path("comments").asInt();
    }
}
