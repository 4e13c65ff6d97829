package mizan.moderation.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

/** Single decisions that come while others are being committed, so that they share the next commit. */
class DecisionsTest extends ServiceTest {

    private static final int GROUPS_AT_ONCE = 2;

    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

    @Test
    void decisionsOfTheSameMomentShareACommit() {
        String ada = moderator("ada", "MODERATOR", "demo");
        List<String> ids =
                Stream.generate(() -> submitted(Sample.submission())).limit(20).toList();

        List<Integer> statuses = gathered(ids.stream()
                .<Supplier<Integer>>map(id -> () -> approve(id, ids.indexOf(id) % 2 == 0 ? ada : admin()))
                .toList());

        assertThat(statuses).hasSize(20).containsOnly(200);
        for (String table : List.of("decision", "audit_entry", "outbox")) {
            assertThat(Postgres.value("SELECT count(DISTINCT CAST(xmin AS text)) FROM " + table))
                    .as(table)
                    .isEqualTo(Integer.toString(GROUPS_AT_ONCE + 1));
        }
        assertThat(Postgres.value("SELECT count(*) FROM decision WHERE moderator = 'ada'"))
                .isEqualTo("10");
    }

    @Test
    void eachIsJudgedByItself() {
        String ada = moderator("ada", "MODERATOR", "demo");
        String hal = moderator("hal", "MODERATOR", "herald");
        String contested = submitted(Sample.submission());
        String foreign = submitted(Sample.submission());
        String held = submitted(Sample.submission());
        Postgres.execute(
                "UPDATE comment SET claimed_by = 'eve', claimed_until = '9999-01-01' WHERE id = '%s'".formatted(held));

        List<Integer> statuses = gathered(List.of(
                () -> approve(contested, hal),
                () -> approve(contested, ada),
                () -> approve(contested, admin()),
                () -> approve(foreign, hal),
                () -> approve(held, ada)));

        assertThat(statuses.subList(1, 3)).containsExactlyInAnyOrder(200, 409);
        assertThat(List.of(statuses.get(0), statuses.get(3), statuses.get(4))).containsExactly(403, 403, 409);
    }

    // While the table does not answer they gather behind those who came first. Each one's status, in their order.
    private List<Integer> gathered(List<Supplier<Integer>> decisions) {
        List<String> before = Stream.generate(() -> submitted(Sample.submission()))
                .limit(GROUPS_AT_ONCE)
                .toList();
        admin();
        List<CompletableFuture<Integer>> first = new ArrayList<>();
        List<CompletableFuture<Integer>> calls;
        try (Postgres.Lock _ = Postgres.lock("comment")) {
            for (String id : before) {
                first.add(CompletableFuture.supplyAsync(() -> approve(id, admin()), threads));
                String underWay = Integer.toString(first.size());
                await("a group under way").until(() -> Postgres.value("""
                        SELECT count(*)
                          FROM pg_stat_activity
                         WHERE query LIKE 'WITH proposed%' AND wait_event_type = 'Lock'
                        """).equals(underWay));
            }
            calls = decisions.stream()
                    .map(decision -> CompletableFuture.supplyAsync(decision, threads))
                    .toList();
            await("all others to wait").until(() -> pendingCommits("decisions") == decisions.size());
        }
        assertThat(first).allSatisfy(call -> assertThat(call.join()).isEqualTo(200));
        return calls.stream().map(CompletableFuture::join).toList();
    }

    private static int approve(String id, String token) {
        Answer answer = decide(id, "approve", Map.of("version", 0), token);
        if (answer.status() == 200) {
            assertThat(answer.json().path("id").asText()).isEqualTo(id);
            assertThat(answer.json().path("decision").path("version").asInt()).isEqualTo(1);
        }
        return answer.status();
    }
}
