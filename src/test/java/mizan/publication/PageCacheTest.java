package mizan.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micronaut.http.MediaType;
import java.nio.charset.StandardCharsets;
import java.sql.SQLTransientException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionException;
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
    private static final RenderedResponse EMPTY = new RenderedResponse(representation("none"), true);
    private static final int MAX_CONCURRENT_LOADS = 8;
    private static final int MAX_BYTES = 1 << 20;

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
        RenderedResponse first = get(SCALES);

        assertThat(get(SCALES)).isSameAs(first).isSameAs(cache.getIfValid(SCALES));
        assertThat(loads).hasValue(1);
    }

    @Test
    void entryIsNotValidAfterItsTime() {
        Instant start = Clock.systemUTC().instant();
        cache.get(SCALES, () -> new RenderedResponse(representation("open"), false, start.plusSeconds(3600)));
        CacheKey outdated = key("outdated");
        cache.get(outdated, () -> new RenderedResponse(representation("open"), false, start.minusSeconds(1)));

        assertThat(cache.getIfValid(SCALES)).isNotNull();
        assertThat(cache.getIfValid(outdated)).isNull();
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
            RenderedResponse before = body();
            change("scales");
            return before;
        });

        assertThat(cache.getIfValid(SCALES)).isNull();
    }

    @Test
    void requestAfterAChangeDoesNotShareAnEarlierLoad() {
        RenderedResponse after = body();

        RenderedResponse before = cache.get(SCALES, () -> {
                    change("scales");
                    assertThat(cache.get(SCALES, () -> after).rendered()).isSameAs(after);
                    return body();
                })
                .rendered();

        assertThat(before).isNotSameAs(after);
        assertThat(cache.getIfValid(SCALES)).as("the newer entry is kept").isSameAs(after);
    }

    @Test
    void countsAreInvalidatedByAChangeOfAnyOfTheirArticles() {
        CountsRequest counts = CountsRequest.parse("demo", List.of("scales", "other"));
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
            List<Future<CachedResponse>> first = IntStream.range(0, MAX_CONCURRENT_LOADS)
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
            for (Future<CachedResponse> each : first) {
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
            Future<CachedResponse> first = executor.submit(() -> cache.get(SCALES, () -> {
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
            for (Future<CachedResponse> other : others) {
                assertThat(other.get()).isEqualTo(first.get());
            }
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void keysCountAsMuchAsBodies() {
        String emoji = "\uD83D\uDE00".repeat(490);
        int longKeys = 1_000;
        for (int i = 0; i < longKeys; i++) {
            get(key(emoji + i));
        }

        assertThat(IntStream.range(0, longKeys)
                        .filter(i -> cache.getIfValid(key(emoji + i)) != null)
                        .count())
                .isPositive()
                .isLessThan(MAX_BYTES / (4 * 490));
        assertThat(cache.weight()).isLessThanOrEqualTo(MAX_BYTES);
        assertThat(CountsRequest.parse("demo", List.of(emoji, emoji + 1)).memoryBytes())
                .isGreaterThan(4 * 2 * 490 * 2);
    }

    @Test
    void articlesWithoutCommentsTakeNoEntry() {
        for (int i = 0; i < 1_000; i++) {
            cache.get(key("nothing-" + i), this::emptyPage);
        }

        assertThat(cache.weight()).isZero();
        assertThat(cache.get(key("nothing-1"), this::body).rendered())
                .as("remembered without its key")
                .isSameAs(EMPTY);

        change("nothing-1");
        assertThat(cache.get(key("nothing-1"), this::body).rendered()).isNotSameAs(EMPTY);
        assertThat(cache.get(key("nothing-1"), this::emptyPage).rendered()).isNotSameAs(EMPTY);
    }

    @Test
    void countsOfArticlesWithoutCommentsAreNotKept() {
        CountsRequest counts = CountsRequest.parse("demo", List.of("nothing"));
        cache.get(counts, this::emptyPage);

        assertThat(cache.getIfValid(counts)).isNull();
    }

    @Test
    void entriesAreServedStaleWhileTheDatabaseIsUnavailable() {
        RenderedResponse current = get(SCALES);
        changes.onCaughtUp(now.get());
        changes.onDisconnected();
        now.addAndGet(Duration.ofMinutes(4).toNanos());

        assertThat(cache.get(SCALES, this::unavailable))
                .isEqualTo(new CachedResponse(current, Optional.of(Duration.ofMinutes(4))));
        assertThatThrownBy(() -> cache.get(key("other"), this::unavailable)).matches(DatabaseUnavailable::isCauseOf);

        now.addAndGet(Duration.ofMinutes(2).toNanos());
        assertThatThrownBy(() -> cache.get(SCALES, this::unavailable)).matches(DatabaseUnavailable::isCauseOf);
    }

    @Test
    void entriesWithAnUnknownNewCommentAreServedStaleButNotWithARemovedOne() {
        get(SCALES);
        change("scales");
        changes.onDisconnected();
        assertThat(cache.get(SCALES, this::unavailable).staleFor()).isPresent();

        change("scales", "REJECTED");
        assertThatThrownBy(() -> cache.get(SCALES, this::unavailable)).matches(DatabaseUnavailable::isCauseOf);
    }

    @Test
    void entriesAreLoadedAgainAfterAnOutage() {
        get(SCALES);
        changes.onDisconnected();
        cache.get(SCALES, this::unavailable);

        changes.onConnected();
        changes.onCaughtUp(now.get());

        CachedResponse after = cache.get(SCALES, this::body);
        assertThat(after.staleFor()).isEmpty();
        assertThat(loads).hasValue(3);
    }

    @Test
    void onlyOneRequestAtATimeRetriesWhileTheDatabaseIsUnavailable() {
        get(SCALES);
        changes.onDisconnected();
        cache.get(SCALES, this::unavailable);

        CachedResponse outer = cache.get(SCALES, () -> {
            // While this load waits for the database, another request gets the stale page at once.
            assertThat(cache.get(SCALES, this::unavailable).staleFor()).isPresent();
            return unavailable();
        });

        assertThat(outer.staleFor()).isPresent();
        assertThat(loads).hasValue(3);
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
        return new PageCache(changes, MAX_BYTES, permitTimeout.toMillis(), now::get, Clock.systemUTC());
    }

    private void change(String article) {
        change(article, "APPROVED");
    }

    private void change(String article, String status) {
        changes.onEvent(new OutboxRecord(1, new OutboxEvent(UUID.randomUUID(), "demo", article, status, 1, null)));
    }

    private RenderedResponse get(CacheKey key) {
        return cache.get(key, this::body).rendered();
    }

    private RenderedResponse body() {
        return new RenderedResponse(representation(Integer.toString(loads.incrementAndGet())), false);
    }

    private RenderedResponse emptyPage() {
        loads.incrementAndGet();
        return EMPTY;
    }

    private RenderedResponse unavailable() {
        loads.incrementAndGet();
        throw new CompletionException(new SQLTransientException());
    }

    private static Representation representation(String body) {
        return Representation.of(MediaType.APPLICATION_JSON_TYPE, body.getBytes(StandardCharsets.UTF_8), "public");
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
