package mizan.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.http.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import mizan.outbox.OutboxEvent;
import mizan.outbox.OutboxRecord;
import mizan.platform.database.DatabaseUnavailable;
import mizan.platform.netty.Representation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PageCacheTest {

    private static final CacheKey SCALES = key("scales");
    private static final int MAX_CONCURRENT_LOADS = 8;

    private final AtomicLong now = new AtomicLong();
    private final ChangeCounter changes = new ChangeCounter(now::get);
    private final PageCache cache = cacheWithPermitTimeout(Duration.ofMinutes(5));
    private final AtomicInteger loads = new AtomicInteger();

    @BeforeEach
    void connect() {
        changes.onConnected();
    }

    @Test
    void validEntryIsNotLoadedAgain() {
        Representation first = cache.get(SCALES, this::body);

        assertThat(cache.get(SCALES, this::body)).isSameAs(first).isSameAs(cache.getIfValid(SCALES));
        assertThat(loads).hasValue(1);
    }

    @Test
    void changeInvalidatesOnlyEntriesOfItsArticle() {
        CacheKey other = key("other");
        cache.get(SCALES, this::body);
        cache.get(other, this::body);

        change("scales");

        assertThat(cache.getIfValid(SCALES)).isNull();
        assertThat(cache.getIfValid(other)).isNotNull();
    }

    @Test
    void changeDuringTheLoadInvalidatesItsResult() {
        cache.get(SCALES, () -> {
            Representation before = body();
            change("scales");
            return before;
        });

        assertThat(cache.getIfValid(SCALES)).isNull();
    }

    @Test
    void requestAfterAChangeDoesNotShareAnEarlierLoad() {
        Representation after = body();

        Representation before = cache.get(SCALES, () -> {
            change("scales");
            assertThat(cache.get(SCALES, () -> after)).isSameAs(after);
            return body();
        });

        assertThat(before).isNotSameAs(after);
        assertThat(cache.getIfValid(SCALES)).as("the newer entry is kept").isSameAs(after);
    }

    @Test
    void countsAreInvalidatedByAChangeOfAnyOfTheirArticles() {
        CountsRequest counts = new CountsRequest("demo", List.of("scales", "other"));
        cache.get(counts, this::body);

        change("other");

        assertThat(cache.getIfValid(counts)).isNull();
    }

    @Test
    void entriesAreNotUsedWhileDisconnectedNorAfterReconnecting() {
        cache.get(SCALES, this::body);

        changes.onDisconnected();
        assertThat(cache.getIfValid(SCALES)).isNull();
        cache.get(SCALES, this::body);
        cache.get(SCALES, this::body);
        assertThat(loads).hasValue(3);

        changes.onConnected();
        assertThat(cache.getIfValid(SCALES)).isNull();
    }

    @Test
    void entriesAreNotUsedIfTheLastPollIsTooOld() {
        cache.get(SCALES, this::body);
        now.addAndGet(Duration.ofMillis(899).toNanos());
        assertThat(cache.getIfValid(SCALES)).isNotNull();

        now.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(cache.getIfValid(SCALES)).isNull();

        changes.onCaughtUp(now.get());
        assertThat(cache.getIfValid(SCALES)).isNotNull();
    }

    @Test
    void concurrentLoadsAreLimitedToHalfThePoolAndFailWithoutAPermit() throws Exception {
        PageCache limited = cacheWithPermitTimeout(Duration.ofMillis(10));
        CountDownLatch begun = new CountDownLatch(MAX_CONCURRENT_LOADS);
        CountDownLatch gate = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Representation>> first = IntStream.range(0, MAX_CONCURRENT_LOADS)
                    .mapToObj(i -> executor.submit(() -> limited.get(key("article-" + i), () -> {
                        begun.countDown();
                        awaitLatch(gate);
                        return body();
                    })))
                    .toList();
            awaitLatch(begun);
            try {
                assertThatThrownBy(() -> limited.get(SCALES, this::body)).matches(DatabaseUnavailable::isCauseOf);
                assertThat(loads).hasValue(0);
            } finally {
                gate.countDown();
            }
            for (Future<Representation> each : first) {
                assertThat(each.get()).isNotNull();
            }
        }
        assertThat(limited.get(SCALES, this::body)).isNotNull();
    }

    @Test
    void concurrentMissesShareOneLoad() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Representation> first = executor.submit(() -> cache.get(SCALES, () -> {
                begun.countDown();
                awaitLatch(gate);
                return body();
            }));
            awaitLatch(begun);
            List<Thread> threads = new CopyOnWriteArrayList<>();
            var others = IntStream.range(0, 50)
                    .mapToObj(_ -> executor.submit(() -> {
                        threads.add(Thread.currentThread());
                        return cache.get(SCALES, this::body);
                    }))
                    .toList();
            // A thread with its own load would have finished it by then.
            await("all threads to wait for the load")
                    .until(() -> threads.size() == 50 && threads.stream().allMatch(PageCacheTest::isWaiting));
            gate.countDown();
            for (Future<Representation> other : others) {
                assertThat(other.get()).isSameAs(first.get());
            }
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void failedLoadIsNotCached() {
        assertThatThrownBy(() -> cache.get(SCALES, () -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(cache.get(SCALES, this::body)).isNotNull();
    }

    private PageCache cacheWithPermitTimeout(Duration permitTimeout) {
        return new PageCache(changes, 1 << 20, permitTimeout.toMillis());
    }

    private void change(String article) {
        changes.onEvent(new OutboxRecord(1, new OutboxEvent(UUID.randomUUID(), "demo", article, "APPROVED", 1, null)));
    }

    private Representation body() {
        return Representation.of(
                MediaType.APPLICATION_JSON_TYPE,
                Integer.toString(loads.incrementAndGet()).getBytes(StandardCharsets.UTF_8),
                "public");
    }

    private static CacheKey key(String article) {
        return PageRequest.parse("demo", article, 20, null, "oldest");
    }

    private static boolean isWaiting(Thread thread) {
        return EnumSet.of(Thread.State.WAITING, Thread.State.TERMINATED).contains(thread.getState());
    }

    private static void awaitLatch(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
