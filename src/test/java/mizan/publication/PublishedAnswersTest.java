package mizan.publication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.http.MediaType;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import mizan.outbox.Announced;
import mizan.outbox.Announcement;
import mizan.platform.DatabaseAway;
import mizan.platform.FinishedBody;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PublishedAnswersTest {

    private static final Asked SCALES = asked("scales");
    private static final int HALF_THE_CONNECTIONS = 8;

    private final AtomicLong now = new AtomicLong();
    private final Changes changes = new Changes(now::get);
    private final PublishedAnswers answers = new PublishedAnswers(changes, 1 << 20);
    private final AtomicInteger made = new AtomicInteger();

    @BeforeEach
    void listen() {
        changes.listening();
    }

    @Test
    void whatIsThereIsNotMadeAgain() {
        FinishedBody first = answers.get(SCALES, this::body);

        assertThat(answers.get(SCALES, this::body)).isSameAs(first).isSameAs(answers.find(SCALES));
        assertThat(made).hasValue(1);
    }

    @Test
    void aChangeOfTheArticleMakesItUntrueAndNoOtherArticles() {
        Asked other = asked("other");
        answers.get(SCALES, this::body);
        answers.get(other, this::body);

        change("scales");

        assertThat(answers.find(SCALES)).isNull();
        assertThat(answers.find(other)).isNotNull();
    }

    @Test
    void whatWasReadBeforeAChangeIsNotGivenAfterIt() {
        answers.get(SCALES, () -> {
            FinishedBody before = body();
            change("scales");
            return before;
        });

        assertThat(answers.find(SCALES)).isNull();
    }

    @Test
    void whoAsksAfterAChangeDoesNotWaitForWhatWasReadBeforeIt() {
        FinishedBody after = body();

        FinishedBody before = answers.get(SCALES, () -> {
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

        changes.deaf();
        assertThat(answers.find(SCALES)).isNull();
        answers.get(SCALES, this::body);
        answers.get(SCALES, this::body);
        assertThat(made).hasValue(3);

        changes.listening();
        assertThat(answers.find(SCALES)).isNull();
    }

    @Test
    void nothingIsTakenFromMemoryWhenTheLastLookForChangesWasTooLongAgo() {
        answers.get(SCALES, this::body);
        now.addAndGet(Duration.ofMillis(899).toNanos());
        assertThat(answers.find(SCALES)).isNotNull();

        now.addAndGet(Duration.ofMillis(1).toNanos());
        assertThat(answers.find(SCALES)).isNull();

        changes.heardAllBefore(now.get());
        assertThat(answers.find(SCALES)).isNotNull();
    }

    @Test
    void manyColdArticlesTakeHalfTheConnectionsAndWhoWaitsTooLongIsToldSo() throws Exception {
        CountDownLatch begun = new CountDownLatch(HALF_THE_CONNECTIONS);
        CountDownLatch gate = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<FinishedBody>> first = IntStream.range(0, HALF_THE_CONNECTIONS)
                    .mapToObj(i -> executor.submit(() -> answers.get(asked("article-" + i), () -> {
                        begun.countDown();
                        await(gate);
                        return body();
                    })))
                    .toList();
            await(begun);
            try {
                assertThatThrownBy(() -> answers.get(SCALES, this::body)).matches(DatabaseAway::isCauseOf);
                assertThat(made).hasValue(0);
            } finally {
                gate.countDown();
            }
            for (Future<FinishedBody> each : first) {
                assertThat(each.get()).isNotNull();
            }
        }
        assertThat(answers.get(SCALES, this::body)).isNotNull();
    }

    @Test
    void ofManyWhoAskAtOnceOneMakesIt() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch asked = new CountDownLatch(1);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<FinishedBody> first = executor.submit(() -> answers.get(SCALES, () -> {
                begun.countDown();
                await(asked);
                return body();
            }));
            await(begun);
            var others = IntStream.range(0, 50)
                    .mapToObj(_ -> executor.submit(() -> answers.get(SCALES, this::body)))
                    .toList();
            asked.countDown();
            for (Future<FinishedBody> other : others) {
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

    private void change(String article) {
        changes.heard(new Announced(1, new Announcement(UUID.randomUUID(), "demo", article, "APPROVED", 1, null)));
    }

    private FinishedBody body() {
        return FinishedBody.of(
                MediaType.APPLICATION_JSON_TYPE,
                Integer.toString(made.incrementAndGet()).getBytes(StandardCharsets.UTF_8),
                "public");
    }

    private static Asked asked(String article) {
        return PageRequest.of("demo", article, 20, null, "oldest");
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
