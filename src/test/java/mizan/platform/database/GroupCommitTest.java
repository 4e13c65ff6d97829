package mizan.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private static final int MAX_QUEUED = 1_000;
    private static final Duration LONG = Duration.ofMinutes(5);

    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<Integer>> groups = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final GroupCommit<Integer, String> commits = oneGroup(Duration.ofMinutes(5), meters);

    @AfterEach
    void openTheGate() {
        gate.countDown();
    }

    @Test
    void singleWriteIsCommittedAlone() {
        gate.countDown();

        assertThat(commits.commit(1)).isEqualTo("done 1");
        assertThat(commits.commit(2)).isEqualTo("done 2");

        assertThat(groups).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void writesQueuedDuringACommitShareTheNextCommits() {
        List<CompletableFuture<String>> calls = begin(25);

        gate.countDown();

        assertThat(calls)
                .extracting(CompletableFuture::join)
                .containsExactlyElementsOf(
                        IntStream.range(0, 25).mapToObj(i -> "done " + i).toList());
        assertThat(groups).extracting(List::size).containsExactly(1, 10, 10, 4);
    }

    @Test
    void fewQueuedWritesWaitForTheRunningGroup() {
        List<CompletableFuture<String>> calls = begin(twoConcurrentGroups(Duration.ofHours(10)), 4);
        await("all writes to be queued").until(() -> countQueued("pairs") == 3);

        gate.countDown();

        assertThat(calls).allSatisfy(call -> assertThat(call.join()).startsWith("done"));
        assertThat(groups).extracting(List::size).containsExactly(1, 3);
    }

    @Test
    void manyQueuedWritesStartAnotherGroupInParallel() {
        List<CompletableFuture<String>> calls = begin(twoConcurrentGroups(Duration.ofHours(10)), 5);

        await("the second group").until(() -> groups.size() == 2);

        assertThat(groups).extracting(List::size).containsExactly(1, 4);
        gate.countDown();
        assertThat(calls).allSatisfy(call -> assertThat(call.join()).startsWith("done"));
    }

    @Test
    void queuedWriteDoesNotWaitLongForAStuckGroup() {
        List<CompletableFuture<String>> calls = begin(twoConcurrentGroups(Duration.ofSeconds(10)), 2);

        await("the second group").until(() -> groups.size() == 2);

        gate.countDown();
        assertThat(calls).allSatisfy(call -> assertThat(call.join()).startsWith("done"));
    }

    @Test
    void failedGroupDoesNotFailTheNextGroup() {
        CompletableFuture<String> broken = call(-1);
        await("the first group").until(() -> groups.size() == 1);
        CompletableFuture<String> next = call(1);

        gate.countDown();

        assertThatThrownBy(broken::join).hasRootCauseInstanceOf(IllegalStateException.class);
        assertThat(next.join()).isEqualTo("done 1");
    }

    @Test
    void queuedWritesFailWithTheGroupWhenTheDatabaseIsUnavailable() {
        CompletableFuture<String> first = call(-2);
        await("the first group").until(() -> groups.size() == 1);
        List<CompletableFuture<String>> queued = queue(15);

        gate.countDown();

        assertThatThrownBy(first::join).matches(DatabaseUnavailable::isCauseOf);
        assertThat(queued).allSatisfy(call -> assertThatThrownBy(call::join).matches(DatabaseUnavailable::isCauseOf));
        assertThat(groups).hasSize(1);
        assertThat(commits.commit(1)).isEqualTo("done 1");
    }

    @Test
    void failedGroupIsSplitInHalvesUntilTheFailingWriteIsAlone() {
        CompletableFuture<String> first = begin(1).getFirst();
        List<CompletableFuture<String>> others = queue(7);
        CompletableFuture<String> broken = call(-1);
        await("all writes to be queued").until(() -> countQueued() == 8);

        gate.countDown();

        assertThat(first.join()).isEqualTo("done 0");
        assertThat(others).allSatisfy(call -> assertThat(call.join()).startsWith("done"));
        assertThatThrownBy(broken::join).hasRootCauseInstanceOf(IllegalStateException.class);
        assertThat(groups).extracting(List::size).containsExactlyInAnyOrder(1, 8, 4, 4, 2, 2, 1, 1);
    }

    @Test
    void lockTimeoutSplitsTheGroupIntoSingleWrites() {
        CompletableFuture<String> first = begin(1).getFirst();
        List<CompletableFuture<String>> others = queue(7);
        CompletableFuture<String> locked = call(-3);
        await("all writes to be queued").until(() -> countQueued() == 8);

        gate.countDown();

        assertThat(first.join()).isEqualTo("done 0");
        assertThat(others).allSatisfy(call -> assertThat(call.join()).startsWith("done"));
        assertThatThrownBy(locked::join).matches(DatabaseUnavailable::isCauseOf);
        assertThat(groups).extracting(List::size).containsExactlyInAnyOrder(1, 8, 1, 1, 1, 1, 1, 1, 1, 1);
    }

    @Test
    void lateWritesAreNotTriedAgain() {
        GroupCommit<Integer, String> withoutRetries = new GroupCommit<>(
                "late", new GroupCommit.Limits(1, 10, Duration.ofHours(10), Duration.ZERO), this::write, meters);
        List<CompletableFuture<String>> calls = begin(withoutRetries, 3);
        calls.add(CompletableFuture.supplyAsync(() -> withoutRetries.commit(-3), threads));
        await("all writes to be queued").until(() -> countQueued("late") == 3);

        gate.countDown();

        assertThat(calls.getFirst().join()).isEqualTo("done 0");
        assertThat(calls.subList(1, 4))
                .allSatisfy(call -> assertThatThrownBy(call::join).matches(DatabaseUnavailable::isCauseOf));
        assertThat(groups).extracting(List::size).containsExactly(1, 3);
    }

    @Test
    void atMostFourPartsAreRetriedInParallel() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger maxRunning = new AtomicInteger();
        CountDownLatch release = new CountDownLatch(1);
        GroupCommit<Integer, String> splitting = new GroupCommit<>(
                "parts",
                new GroupCommit.Limits(1, 10, Duration.ofMinutes(5), LONG),
                group -> {
                    if (group.size() > 1) {
                        throw new IllegalStateException(new SQLException("locked", "55P03"));
                    }
                    if (group.getFirst() == 0) {
                        return write(group);
                    }
                    maxRunning.accumulateAndGet(running.incrementAndGet(), Math::max);
                    try {
                        release.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    running.decrementAndGet();
                    return List.of("done " + group.getFirst());
                },
                meters);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> splitting.commit(0), threads);
        await("the first group").until(() -> groups.size() == 1);
        List<CompletableFuture<String>> others = IntStream.rangeClosed(1, 9)
                .mapToObj(item -> CompletableFuture.supplyAsync(() -> splitting.commit(item), threads))
                .toList();
        await("all writes to be queued").until(() -> countQueued("parts") == 9);

        gate.countDown();
        await("the parts to run").until(() -> running.get() >= 4);
        release.countDown();

        assertThat(first.join()).isEqualTo("done 0");
        assertThat(others).allSatisfy(call -> assertThat(call.join()).startsWith("done"));
        assertThat(maxRunning).hasValue(4);
        assertThat(meters.get("mizan.group.commit.splits")
                        .tag("group", "parts")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void interruptedCallerInTheQueueIsNotWritten() {
        CompletableFuture<String> first = begin(1).getFirst();
        Interruptible queued = new Interruptible(1);
        await("the write to be queued").until(() -> countQueued() == 1);

        queued.thread.interrupt();

        assertThatThrownBy(queued.outcome::join).hasRootCauseInstanceOf(InterruptedException.class);
        gate.countDown();
        assertThat(first.join()).isEqualTo("done 0");
        assertThat(commits.commit(2)).isEqualTo("done 2");
        assertThat(groups).containsExactly(List.of(0), List.of(2));
        assertThat(queued.isStillInterrupted).isTrue();
    }

    @Test
    void interruptedCallerInAGroupGetsTheOutcome() {
        Interruptible running = new Interruptible(1);
        await("the group to run").until(() -> groups.size() == 1);

        running.thread.interrupt();
        await("the caller to handle the interrupt").until(running::hasNoDeadline);
        gate.countDown();

        assertThat(running.outcome.join()).isEqualTo("done 1");
        assertThat(groups).containsExactly(List.of(1));
        assertThat(running.isStillInterrupted).isTrue();
    }

    @Test
    void writeFailsAtOnceWhenTheQueueIsFull() {
        List<CompletableFuture<String>> calls = begin(1 + MAX_QUEUED);

        assertThatThrownBy(() -> commits.commit(0))
                .isInstanceOf(CompletionException.class)
                .matches(DatabaseUnavailable::isCauseOf);

        gate.countDown();
        assertThat(calls).allSatisfy(call -> assertThat(call.join()).startsWith("done"));
    }

    @Test
    void writeFailsAndIsNotWrittenAfterTheQueueTimeout() {
        GroupCommit<Integer, String> shortTimeout = oneGroup(Duration.ofMillis(10), new SimpleMeterRegistry());
        CompletableFuture<String> first =
                CompletableFuture.supplyAsync(() -> commitWithRetry(shortTimeout, 0), threads);
        await("the first group").until(() -> groups.size() == 1);

        assertThatThrownBy(() -> shortTimeout.commit(1)).matches(DatabaseUnavailable::isCauseOf);

        gate.countDown();
        assertThat(first.join()).as("a write in a group has no queue timeout").isEqualTo("done 0");
        assertThat(groups).containsExactly(List.of(0));
    }

    private GroupCommit<Integer, String> twoConcurrentGroups(Duration queueTimeout) {
        return new GroupCommit<>("pairs", new GroupCommit.Limits(2, 10, queueTimeout, LONG), this::write, meters);
    }

    // The first group runs until the gate opens; the other writes are queued.
    private List<CompletableFuture<String>> begin(int callers) {
        List<CompletableFuture<String>> calls = begin(commits, callers);
        await("all writes to be queued").until(() -> countQueued() == callers - 1);
        return calls;
    }

    private List<CompletableFuture<String>> begin(GroupCommit<Integer, String> group, int callers) {
        List<CompletableFuture<String>> calls = new ArrayList<>();
        calls.add(CompletableFuture.supplyAsync(() -> group.commit(0), threads));
        await("the first group").until(() -> groups.size() == 1);
        IntStream.range(1, callers)
                .mapToObj(item -> CompletableFuture.supplyAsync(() -> group.commit(item), threads))
                .forEach(calls::add);
        return calls;
    }

    private GroupCommit<Integer, String> oneGroup(Duration queueTimeout, MeterRegistry registry) {
        return new GroupCommit<>("numbers", new GroupCommit.Limits(1, 10, queueTimeout, LONG), this::write, registry);
    }

    // A slow machine may exceed the short timeout before the first group starts: try again.
    private String commitWithRetry(GroupCommit<Integer, String> shortTimeout, int item) {
        while (true) {
            try {
                return shortTimeout.commit(item);
            } catch (CompletionException e) {
                if (!groups.isEmpty()) {
                    throw e;
                }
            }
        }
    }

    private List<CompletableFuture<String>> queue(int callers) {
        List<CompletableFuture<String>> calls =
                IntStream.rangeClosed(1, callers).mapToObj(this::call).toList();
        await("all writes to be queued").until(() -> countQueued() == callers);
        return calls;
    }

    private int countQueued() {
        return countQueued("numbers");
    }

    private int countQueued(String of) {
        return (int) meters.get("mizan.group.commit.pending")
                .tag("group", of)
                .gauge()
                .value();
    }

    private CompletableFuture<String> call(int item) {
        return CompletableFuture.supplyAsync(() -> commits.commit(item), threads);
    }

    /** A caller whose thread can be interrupted. */
    private final class Interruptible {

        private final CompletableFuture<String> outcome = new CompletableFuture<>();
        private final Thread thread;
        private volatile boolean isStillInterrupted;

        Interruptible(int item) {
            this.thread = Thread.ofVirtual().start(() -> {
                try {
                    String done = commits.commit(item);
                    isStillInterrupted = Thread.currentThread().isInterrupted();
                    outcome.complete(done);
                } catch (CompletionException e) {
                    isStillInterrupted = Thread.currentThread().isInterrupted();
                    outcome.completeExceptionally(e.getCause());
                }
            });
        }

        /** Whether the thread waits without a timeout, or has ended. */
        boolean hasNoDeadline() {
            return EnumSet.of(Thread.State.WAITING, Thread.State.TERMINATED).contains(thread.getState());
        }
    }

    private List<String> write(List<Integer> group) {
        groups.add(group);
        try {
            gate.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        if (group.contains(-1)) {
            throw new IllegalStateException("broken");
        }
        if (group.contains(-2)) {
            throw new IllegalStateException(new SQLException("away", "08006"));
        }
        if (group.contains(-3)) {
            throw new IllegalStateException(new SQLException("locked", "55P03"));
        }
        return group.stream().map(item -> "done " + item).toList();
    }
}
