package mizan.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.runtime.server.EmbeddedServer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import mizan.testing.Answer;
import mizan.testing.Postgres;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What readers see is what the database would say, though it is seldom asked. */
class FreshnessApiTest extends ServiceTest {

    private static final String ARTICLE = "/api/v1/sites/demo/comments?article=market-scales";
    private static final String COUNTS = "/api/v1/sites/demo/counts?article=market-scales";

    private static EmbeddedServer other;

    @BeforeAll
    static void startAnother() {
        other = replica(Map.of());
    }

    @AfterAll
    static void stopIt() {
        other.stop();
    }

    @BeforeEach
    void listen() {
        await().until(() ->
                bean(ChangeCounter.class).isListening() && changesElsewhere().isListening());
        changesElsewhere().onConnected();
    }

    @Test
    void whatIsDecidedIsSeenAtOnceHereAndSoonElsewhere() {
        String id = submitted(Sample.submission());
        assertSeen(0);

        decide(id, "approve", Map.of("version", 0), admin());
        assertSeen(1);
        decide(id, "reopen", Map.of("version", 1), admin());
        assertSeen(0);
        decide(id, "approve", Map.of("version", 2), admin());
        assertSeen(1);
        decide(id, "reopen", Map.of("version", 3), admin());
        decide(id, "reject", Map.of("version", 4, "reason", "SPAM"), admin());
        assertSeen(0);
    }

    @Test
    void whatIsWithdrawnIsSeenAtOnceHereAndSoonElsewhere() {
        Answer submitted = submit(Sample.submission());
        decide(submitted.json().path("id").asText(), "approve", Map.of("version", 0), admin());
        assertSeen(1);

        send("DELETE", submitted.header("Location"), "");

        assertSeen(0);
    }

    @Test
    void ofManyReadersOfAColdArticleOneAsksTheDatabase() throws Exception {
        CacheKey asked = PageRequest.of("demo", "market-scales", 20, null, "oldest");
        long before = bean(ChangeCounter.class).number(asked);
        approved(Sample.submission());
        // Heard a second time when the note has come around, an answer that is under way is made once more.
        await("the note to come around").until(() -> bean(ChangeCounter.class).number(asked) >= before + 2);
        Postgres.explain(true);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            long logged = Postgres.logged();
            List<Future<Answer>> readers;
            try (Postgres.Lock lock = Postgres.lock("comment")) {
                readers = IntStream.range(0, 100)
                        .mapToObj(_ -> executor.submit(() -> get(ARTICLE)))
                        .toList();
                await().until(() -> lock.isWaitedFor("ORDER BY root_id"));
            }
            for (Future<Answer> reader : readers) {
                assertThat(count(reader.get())).isEqualTo(1);
            }
            await().untilAsserted(() -> assertThat(Postgres.plansSince(logged))
                    .filteredOn(plan -> plan.contains("ORDER BY root_id"))
                    .hasSize(1));
        } finally {
            Postgres.explain(false);
        }
    }

    @Test
    void aLostLineLeavesNothingStale() {
        String id = approved(Sample.submission());
        assertSeen(1);

        try (Postgres.Outage _ = Postgres.outage()) {
            await("the loss to be noticed").until(() -> !changesElsewhere().isListening());
            assertThat(elsewhere(ARTICLE).status())
                    .as("what cannot be asked is not made up")
                    .isEqualTo(503);
            // Not even announced: what the outbox has forgotten would be so.
            Postgres.execute("UPDATE comment SET status = 'PENDING', version = 2, decided_at = NULL WHERE id = '%s'"
                    .formatted(id));
        }
        await("the line to be up again").until(() -> changesElsewhere().isListening());

        assertThat(count(elsewhere(ARTICLE))).isZero();
    }

    @Test
    void whoeverReadsWhileItIsDecidedLeavesNothingStale() throws Exception {
        String id = approved(Sample.submission());
        AtomicBoolean isOver = new AtomicBoolean();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                readers.add(executor.submit(() -> {
                    while (!isOver.get()) {
                        get(ARTICLE);
                        elsewhere(ARTICLE);
                    }
                }));
            }
            for (int version = 1; version < 121; version++) {
                int count = version % 2 == 1 ? 0 : 1;
                decide(id, count == 0 ? "reopen" : "approve", Map.of("version", version), admin());
                assertThat(count(get(ARTICLE))).isEqualTo(count);
            }
            isOver.set(true);
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
        assertSeen(1);
    }

    private static void assertSeen(int count) {
        assertThat(count(get(ARTICLE))).isEqualTo(count);
        assertThat(get(COUNTS).json().at("/counts/market-scales").asInt()).isEqualTo(count);
        await().untilAsserted(() -> assertThat(count(elsewhere(ARTICLE))).isEqualTo(count));
        await().untilAsserted(() -> assertThat(
                        elsewhere(COUNTS).json().at("/counts/market-scales").asInt())
                .isEqualTo(count));
    }

    private static ChangeCounter changesElsewhere() {
        return other.getApplicationContext().getBean(ChangeCounter.class);
    }

    private static Answer elsewhere(String path) {
        return sendTo(other.getPort(), "GET", path, new byte[0]);
    }

    private static int count(Answer answer) {
        return answer.json().path("count").asInt();
    }
}
