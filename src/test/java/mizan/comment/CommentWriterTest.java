package mizan.comment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import mizan.testing.Postgres;
import mizan.testing.PostgresFaults;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

/** Concurrent submissions: those that arrive while a group is committed share the next commit. */
class CommentWriterTest extends ServiceTest {

    private static final int CONCURRENT_GROUPS = 2;

    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

    @Test
    void concurrentSubmissionsShareACommit() {
        List<Integer> statuses =
                submitConcurrently(Stream.generate(Sample::submission).limit(50).toList());

        assertThat(statuses).hasSize(50).containsOnly(202);
        assertThat(Postgres.value("SELECT count(*) FROM comment JOIN comment_search ON comment_id = id"))
                .isEqualTo(Integer.toString(CONCURRENT_GROUPS + 50));
        assertThat(Postgres.value("SELECT count(DISTINCT CAST(xmin AS text)) FROM comment_search"))
                .isEqualTo(Integer.toString(CONCURRENT_GROUPS + 1));
    }

    @Test
    void failingInsertDoesNotFailItsGroup() {
        List<Map<String, Object>> submissions =
                new ArrayList<>(Stream.generate(Sample::submission).limit(20).toList());
        submissions.add(10, Sample.submission("body", "poison"));
        Postgres.execute("ALTER TABLE comment ADD CONSTRAINT broken CHECK (body <> 'poison') NOT VALID");
        try {
            List<Integer> statuses = submitConcurrently(submissions);

            assertThat(statuses.get(10)).isEqualTo(500);
            assertThat(statuses.stream().filter(status -> status == 202)).hasSize(20);
        } finally {
            Postgres.execute("ALTER TABLE comment DROP CONSTRAINT broken");
        }
    }

    @Test
    void submissionsOfOneGroupHaveTheirOwnOutcomes() {
        String parent = approved(Sample.submission());
        String pending = submitted(Sample.submission());
        submit(Sample.submission("article", "closed"));
        Postgres.execute("UPDATE article SET comments = 'CLOSED' WHERE key = 'closed'");
        Map<String, Object> repeated = Sample.submission();

        List<Integer> statuses = submitConcurrently(List.of(
                Sample.submission("article", "closed"),
                Sample.reply(parent),
                Sample.reply(pending),
                Sample.submission("article", "new"),
                Sample.submission("article", "new"),
                repeated,
                repeated));

        assertThat(statuses).containsExactly(403, 202, 422, 202, 202, 202, 202);
        assertThat(Postgres.value("SELECT count(*) FROM comment WHERE body = '" + repeated.get("body") + "'"))
                .isEqualTo("1");
        assertThat(Postgres.value("SELECT root_id FROM comment WHERE parent_id IS NOT NULL"))
                .isEqualTo(parent);
    }

    @Test
    void idempotencyKeyIsUsedOnceWithinAGroup() {
        Map<String, Object> submission = Sample.submission();

        List<Integer> statuses = submitConcurrently(
                List.of(submission, Sample.submission(), submission, Sample.submission()), "Idempotency-Key", "k");

        assertThat(statuses).contains(202, 422);
        assertThat(
                        Postgres.value(
                                "SELECT count(*) FROM comment c JOIN idempotency_key k ON k.comment_id = c.id AND k.content_digest IS NOT NULL"))
                .isEqualTo("1");
        assertThat(Postgres.value("SELECT count(*) FROM comment")).isEqualTo(Integer.toString(CONCURRENT_GROUPS + 1));
    }

    // Submits while the table is locked, so that the submissions form one group. Returns the statuses in order.
    private List<Integer> submitConcurrently(List<Map<String, Object>> submissions, String... headers) {
        List<CompletableFuture<Integer>> first = new ArrayList<>();
        List<CompletableFuture<Integer>> calls;
        try (PostgresFaults.Lock _ = PostgresFaults.lock("comment")) {
            for (int i = 1; i <= CONCURRENT_GROUPS; i++) {
                first.add(call(Sample.submission()));
                String underWay = Integer.toString(i);
                await("a group being committed").until(() -> Postgres.value("""
                        SELECT count(*)
                          FROM pg_stat_activity
                         WHERE query LIKE 'WITH proposed%' AND wait_event_type = 'Lock'
                        """).equals(underWay));
            }
            calls = submissions.stream()
                    .map(submission -> call(submission, headers))
                    .toList();
            await("all others to be queued")
                    .failFast(
                            "the first groups waited for the lock until their statement timeout",
                            () -> first.stream().anyMatch(CompletableFuture::isDone))
                    .until(() -> pendingCommits("submissions") == submissions.size());
        }
        assertThat(first).allSatisfy(call -> assertThat(call.join()).isEqualTo(202));
        return calls.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<Integer> call(Map<String, Object> submission, String... headers) {
        return CompletableFuture.supplyAsync(() -> submit(submission, headers).status(), threads);
    }
}
