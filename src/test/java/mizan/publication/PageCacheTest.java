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

    private static final CacheKey SCALES = asked("scales");
    private static final int HALF_THE_CONNECTIONS = 8;

    private final AtomicLong now = new AtomicLong();
    private final ChangeCounter changes = new ChangeCounter(now::get);
    private final PageCache answers = patient(Duration.ofMinutes(5));
    private final AtomicInteger made = new AtomicInteger();

    @BeforeEach
    void listen() {
        changes.onConnected();
    }

    @Test
    void whatIsThereIsNotMadeAgain() {
        Representation first = answers.get(SCALES, this::body);

        assertThat(answers.get(SCALES, this::body)).isSameAs(first).isSameAs(answers.find(SCALES));
        assertThat(made).hasValue(1);
    }

    @Test
    void aChangeOfTheArticleMakesItUntrueAndNoOtherArticles() {
        CacheKey other = asked("other");
        answers.get(SCALES, this::body);
        answers.get(other, this::body);

        change("scales");

        assertThat(answers.find(SCALES)).isNull();
        assertThat(answers.find(other)).isNotNull();
    }

    @Test
    void whatWasReadBeforeAChangeIsNotGivenAfterIt() {
        answers.get(SCALES, () -> {
            Representation before = body();
            change("scales");
            return before;
        });

        assertThat(answers.find(SCALES)).isNull();
    }

    @Test
    void whoAsksAfterAChangeDoesNotWaitForWhatWasReadBeforeIt() {
        Representation after = body();

        Representation before = answers.get(SCALES, () -> {
            change("scales");
            assertThat(answers.get(SCALES, () -> after)).isSameAs(after);
            return body();
        });

        assertThat(before).isNotSameAs(after);
        assertThat(answers.find(SCALES)).as("the newer one stays").isSameAs(after);
    }

    @Test
    void countsChangeWithEachOfTheirArticles() {
        CountsRequest counts = new CountsRequest("demo", List.of("scales", "other"));
        answers.get(counts, this::body);

        change("other");

        assertThat(answers.find(counts)).isNull();
    }

    @Test
    void nothingIsTakenFromMemoryWhileNothingIsHeardNorAfterWhatWasThereBefore() {
        answers.get(SCALES, this::body);

        changes.onDisconnected();
        assertThat(answers.find(SCALES)).isNull();
        answers.get(SCALES, this::body);
        answers.get(SCALES, this::body);
        assertThat(made).hasValue(3);

        changes.onConnected();
        assertThat(answers.find(SCALES)).isNull();
    }

    @Test
    void nothingIsTakenFromMemoryWhenTheLastLookForChangesWasTooLongAgo() {
        answers.get(SCALES, this::body);
        now.addAndGet(Duration.ofMillis(899).toNanos());
        assertThat(answers.find(SCALES)).isNotNull();

        now.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(answers.find(SCALES)).isNull();

        changes.onCaughtUp(now.get());
        assertThat(answers.find(SCALES)).isNotNull();
    }

    @Test
    void manyColdArticlesTakeHalfTheConnectionsAndWhoWaitsTooLongIsToldSo() throws Exception {
        PageCache impatient = patient(Duration.ofMillis(10));
        CountDownLatch begun = new CountDownLatch(HALF_THE_CONNECTIONS);
        CountDownLatch gate = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Representation>> first = IntStream.range(0, HALF_THE_CONNECTIONS)
                    .mapToObj(i -> executor.submit(() -> impatient.get(asked("article-" + i), () -> {
                        begun.countDown();
                        pass(gate);
                        return body();
                    })))
                    .toList();
            pass(begun);
            try {
                assertThatThrownBy(() -> impatient.get(SCALES, this::body)).matches(DatabaseUnavailable::isCauseOf);
                assertThat(made).hasValue(0);
            } finally {
                gate.countDown();
            }
            for (Future<Representation> each : first) {
                assertThat(each.get()).isNotNull();
            }
        }
        assertThat(impatient.get(SCALES, this::body)).isNotNull();
    }

    @Test
    void ofManyWhoAskAtOnceOneMakesIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Representation> first = executor.submit(() -> answers.get(SCALES, () -> {
                begun.countDown();
                pass(asked);
                return body();
            }));
            pass(begun);
            List<Thread> threads = new CopyOnWriteArrayList<>();
            var others = IntStream.range(0, 50)
                    .mapToObj(_ -> executor.submit(() -> {
                        threads.add(Thread.currentThread());
                        return answers.get(SCALES, this::body);
                    }))
                    .toList();
            // Who makes one too has done so by then.
            await("all to have asked")
                    .until(() -> threads.size() == 50 && threads.stream().allMatch(PageCacheTest::isAtRest));
            asked.countDown();
            for (Future<Representation> other : others) {
                assertThat(other.get()).isSameAs(first.get());
            }
        }
        assertThat(made).hasValue(1);
    }

    @Test
    void whatFailsIsTriedAgainByTheNextWhoAsks() {
        assertThatThrownBy(() -> answers.get(SCALES, () -> {
                    throw new IllegalArgumentException("no");
                }))
                .isInstanceOf(IllegalArgumentException.class);

        assertThat(answers.get(SCALES, this::body)).isNotNull();
    }

    private PageCache patient(Duration patience) {
        return new PageCache(changes, 1 << 20, patience.toMillis());
    }

    private void change(String article) {
        changes.onEvent(new OutboxRecord(1, new OutboxEvent(UUID.randomUUID(), "demo", article, "APPROVED", 1, null)));
    }

    private Representation body() {
        return Representation.of(
                MediaType.APPLICATION_JSON_TYPE,
                Integer.toString(made.incrementAndGet()).getBytes(StandardCharsets.UTF_8),
                "public");
    }

    private static CacheKey asked(String article) {
        return PageRequest.of("demo", article, 20, null, "oldest");
    }

    private static boolean isAtRest(Thread thread) {
        return EnumSet.of(Thread.State.WAITING, Thread.State.TERMINATED).contains(thread.getState());
    }

    private static void pass(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
