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
import mizan.testing.PostgresFaults;
import mizan.testing.Sample;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Cached responses are as current as the database, on both replicas. */
class FreshnessApiTest extends ServiceTest {

    private static final String ARTICLE = "/api/v1/sites/demo/comments?article=market-scales";
    private static final String PAGE = "/sites/demo/comments.html?article=market-scales";
    private static final String COUNTS = "/api/v1/sites/demo/counts?article=market-scales";

    private static EmbeddedServer other;

    @BeforeAll
    static void startSecondReplica() {
        other = replica(Map.of());
    }

    @AfterAll
    static void stopSecondReplica() {
        other.stop();
    }

    @BeforeEach
    void awaitOutbox() {
        await().until(() ->
                bean(ChangeCounter.class).isUpToDate() && otherChangeCounter().isUpToDate());
        otherChangeCounter().onConnected();
    }

    @Test
    void decisionIsVisibleAtOnceHereAndSoonOnOtherReplicas() {
        String id = submitted(Sample.submission());
        assertCount(0);

        decide(id, "approve", Map.of("version", 0), admin());
        assertCount(1);
        decide(id, "reopen", Map.of("version", 1), admin());
        assertCount(0);
        decide(id, "approve", Map.of("version", 2), admin());
        assertCount(1);
        decide(id, "reopen", Map.of("version", 3), admin());
        decide(id, "reject", Map.of("version", 4, "reason", "SPAM"), admin());
        assertCount(0);
    }

    @Test
    void withdrawalIsVisibleAtOnceHereAndSoonOnOtherReplicas() {
        Answer submitted = submit(Sample.submission());
        decide(submitted.json().path("id").asText(), "approve", Map.of("version", 0), admin());
        assertCount(1);

        send("DELETE", submitted.header("Location"), "");

        assertCount(0);
    }

    @Test
    void erasedAuthorDisappearsAtOnceHereAndSoonOnOtherReplicas() {
        approved(Sample.submission());
        List<String> paths = List.of(ARTICLE, PAGE, "/sites/demo/comments.atom");
        for (String path : paths) {
            assertThat(get(path).body()).as(path).contains("ليلى");
            assertThat(getFromOther(path).body()).as(path).contains("ليلى");
        }

        post("/api/v1/privacy/erasures", Map.of("email", "layla@example.org"), "Authorization", admin());

        for (String path : paths) {
            assertThat(get(path).body()).as(path).doesNotContain("ليلى").contains("مقال جميل");
            await("the other replica: " + path)
                    .untilAsserted(() -> assertThat(getFromOther(path).body())
                            .doesNotContain("ليلى")
                            .contains("مقال جميل"));
        }
    }

    @Test
    void concurrentReadersOfUncachedArticleShareOneQuery() throws Exception {
        CacheKey key = PageRequest.parse("demo", "market-scales", 20, null, "oldest");
        long before = bean(ChangeCounter.class).changeNumber(key);
        approved(Sample.submission());
        // The event arrives twice: at the commit and from the poller. The second one would make a running load
        // outdated.
        await("the event from the poller").until(() -> bean(ChangeCounter.class).changeNumber(key) >= before + 2);
        Postgres.logPlans(true);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            long logged = Postgres.logSize();
            List<Future<Answer>> readers;
            try (PostgresFaults.Lock lock = PostgresFaults.lock("comment")) {
                readers = IntStream.range(0, 100)
                        .mapToObj(_ -> executor.submit(() -> get(ARTICLE)))
                        .toList();
                await().until(() -> lock.blocks("ORDER BY c.root_id"));
            }
            for (Future<Answer> reader : readers) {
                assertThat(count(reader.get())).isEqualTo(1);
            }
            await().untilAsserted(() -> assertThat(Postgres.plansSince(logged))
                    .filteredOn(plan -> plan.contains("ORDER BY root_id"))
                    .hasSize(1));
        } finally {
            Postgres.logPlans(false);
        }
    }

    @Test
    void responsesAreCurrentAfterALostConnection() {
        String id = approved(Sample.submission());
        assertCount(1);
        assertThat(getFromOther(PAGE).status()).isEqualTo(200);

        try (PostgresFaults.Outage _ = PostgresFaults.outage()) {
            await("the lost connection to be noticed")
                    .until(() -> !otherChangeCounter().isUpToDate());
            for (String path : List.of(ARTICLE, COUNTS, PAGE)) {
                Answer stale = getFromOther(path);
                assertThat(stale.status()).as(path).isEqualTo(200);
                assertThat(stale.header("Cache-Status")).isEqualTo("mizan; fwd=stale; fwd-status=503");
                assertThat(Integer.parseInt(stale.header("Age"))).isBetween(0, 300);
                assertThat(stale.header("ETag")).isNotBlank();
                assertThat(sendTo(other.getPort(), "GET", path, new byte[0], "If-None-Match", stale.header("ETag"))
                                .status())
                        .isEqualTo(304);
            }
            // Without an outbox event, as if the outbox had already deleted it.
            Postgres.execute("UPDATE comment SET status = 'PENDING', version = 2, decided_at = NULL WHERE id = '%s'"
                    .formatted(id));
        }
        await("the connection to be restored").until(() -> otherChangeCounter().isUpToDate());

        assertThat(count(getFromOther(ARTICLE))).isZero();
    }

    @Test
    void knownWithdrawalIsNotServedStale() {
        Answer submitted = submit(Sample.submission());
        decide(submitted.json().path("id").asText(), "approve", Map.of("version", 0), admin());
        assertCount(1);
        CacheKey key = PageRequest.parse("demo", "market-scales", 20, null, "oldest");
        long before = otherChangeCounter().removalNumber(key);
        send("DELETE", submitted.header("Location"), "");
        // The other replica receives the event, but does not read the article again.
        await("the withdrawal's event").until(() -> otherChangeCounter().removalNumber(key) > before);

        try (PostgresFaults.Outage _ = PostgresFaults.outage()) {
            await("the lost connection to be noticed")
                    .until(() -> !otherChangeCounter().isUpToDate());
            Answer counts = getFromOther(COUNTS);
            assertThat(counts.status() == 503
                            || counts.json().at("/counts/market-scales").asInt() == 0)
                    .as(counts.toString())
                    .isTrue();
        }
        await("the connection to be restored").until(() -> otherChangeCounter().isUpToDate());
    }

    @Test
    void responsesAreCurrentDuringConcurrentReadsAndDecisions() throws Exception {
        String id = approved(Sample.submission());
        AtomicBoolean isDone = new AtomicBoolean();
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> readers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                readers.add(executor.submit(() -> {
                    while (!isDone.get()) {
                        get(ARTICLE);
                        getFromOther(ARTICLE);
                    }
                }));
            }
            for (int version = 1; version < 121; version++) {
                int count = version % 2 == 1 ? 0 : 1;
                decide(id, count == 0 ? "reopen" : "approve", Map.of("version", version), admin());
                assertThat(count(get(ARTICLE))).isEqualTo(count);
            }
            isDone.set(true);
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
        assertCount(1);
    }

    private static void assertCount(int count) {
        assertThat(count(get(ARTICLE))).isEqualTo(count);
        assertThat(get(COUNTS).json().at("/counts/market-scales").asInt()).isEqualTo(count);
        await().untilAsserted(() -> assertThat(count(getFromOther(ARTICLE))).isEqualTo(count));
        await().untilAsserted(() -> assertThat(
                        getFromOther(COUNTS).json().at("/counts/market-scales").asInt())
                .isEqualTo(count));
    }

    private static ChangeCounter otherChangeCounter() {
        return other.getApplicationContext().getBean(ChangeCounter.class);
    }

    private static Answer getFromOther(String path) {
        return sendTo(other.getPort(), "GET", path, new byte[0]);
    }

    private static int count(Answer answer) {
        return answer.json().path("count").asInt();
    }
}
