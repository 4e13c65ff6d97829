package mizan.moderation.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.PostgresFaults;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;

/** Concurrent single decisions. */
class DecisionsTest extends ServiceTest {

    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();

    @Test
    void concurrentDecisionsHaveTheirOwnOutcomes() {
        String ada = moderator("ada", "MODERATOR", "demo");
        String hal = moderator("hal", "MODERATOR", "herald");
        String contested = submitted(Sample.submission());
        String foreign = submitted(Sample.submission());
        String claimed = submitted(Sample.submission());
        Postgres.execute("UPDATE comment SET claimed_by = 'eve', claimed_until = '9999-01-01' WHERE id = '%s'"
                .formatted(claimed));

        List<Integer> statuses = decideConcurrently(List.of(
                () -> approve(contested, hal),
                () -> approve(contested, ada),
                () -> approve(contested, admin()),
                () -> approve(foreign, hal),
                () -> approve(claimed, ada)));

        assertThat(statuses.subList(1, 3)).containsExactlyInAnyOrder(200, 409);
        assertThat(List.of(statuses.get(0), statuses.get(3), statuses.get(4))).containsExactly(403, 403, 409);
    }

    @Test
    void decisionThatLostARaceIsNeverSaidToBeClaimed() {
        String id = submitted(Sample.submission());
        List<Supplier<Answer>> decisions = List.of(
                () -> decide(id, "approve", Map.of("version", 0), admin()),
                () -> decide(id, "reject", Map.of("version", 0, "reason", "SPAM"), moderator("ada", "ADMIN", "")),
                () -> decide(id, "reject", Map.of("version", 1, "reason", "SPAM"), moderator("eve", "ADMIN", "")),
                () -> decide(id, "reopen", Map.of("version", 1), moderator("hal", "ADMIN", "")));

        List<Answer> answers =
                decisions.stream().map(decision -> CompletableFuture.supplyAsync(decision, threads)).toList().stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.body()).doesNotContain("claimed-by-another"))
                .anySatisfy(answer -> assertThat(answer.status()).isEqualTo(200));
    }

    // Decides while the table is locked, so that all statements begin before the first one commits.
    private List<Integer> decideConcurrently(List<Supplier<Integer>> decisions) {
        admin();
        List<CompletableFuture<Integer>> calls;
        try (PostgresFaults.Lock _ = PostgresFaults.lock("comment")) {
            calls = decisions.stream()
                    .map(decision -> CompletableFuture.supplyAsync(decision, threads))
                    .toList();
            await("all statements to wait for the lock")
                    .until(() -> Postgres.value("""
                    SELECT count(*)
                      FROM pg_stat_activity
                     WHERE query LIKE 'WITH proposed%' AND wait_event_type = 'Lock'
                    """).equals(Integer.toString(decisions.size())));
        }
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
