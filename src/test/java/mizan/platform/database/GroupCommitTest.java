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

    private static final int MOST_WAITING = 1_000;

    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<Integer>> groups = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final MeterRegistry meters = new SimpleMeterRegistry();
    private final GroupCommit<Integer, String> commits = patient(Duration.ofMinutes(5), meters);

    @AfterEach
    void openTheGate() {
        gate.countDown();
    }

    @Test
    void whoComesAloneIsCommittedAlone() {
        gate.countDown();

        assertThat(commits.commit(1)).isEqualTo("done 1");
        assertThat(commits.commit(2)).isEqualTo("done 2");

        assertThat(groups).containsExactly(List.of(1), List.of(2));
    }

    @Test
    void whoComesWhileOthersAreCommittedSharesTheNextCommit() {
        List<CompletableFuture<String>> calls = begin(25);

        gate.countDown();

        assertThat(calls)
                .extracting(CompletableFuture::join)
                .containsExactlyElementsOf(
                        IntStream.range(0, 25).mapToObj(i -> "done " + i).toList());
        assertThat(groups).extracting(List::size).containsExactly(1, 10, 10, 4);
    }

    @Test
    void aFewWaitForTheGroupThatIsUnderWay() {
        List<CompletableFuture<String>> calls = begin(twoAtOnce(Duration.ofHours(10)), 4);
        await("all to wait").until(() -> countWaiting("pairs") == 3);

        gate.countDown();

        assertThat(calls).allSatisfy(call -> assertThat(call.join()).startsWith("done"));
        assertThat(groups).extracting(List::size).containsExactly(1, 3);
    }

    @Test
    void forMoreAnotherGroupBeginsBesideIt() {
        List<CompletableFuture<String>> calls = begin(twoAtOnce(Duration.ofHours(10)), 5);

        await("the second group").until(() -> groups.size() == 2);

        assertThat(groups).extracting(List::size).containsExactly(1, 4);
        gate.countDown();
        assertThat(calls).allSatisfy(call -> assertThat(call.join()).startsWith("done"));
    }

    @Test
    void nobodyWaitsLongForAGroupThatIsStuck() {
        List<CompletableFuture<String>> calls = begin(twoAtOnce(Duration.ofSeconds(10)), 2);

        await("the second group").until(() -> groups.size() == 2);

        gate.countDown();
        assertThat(calls).allSatisfy(call -> assertThat(call.join()).startsWith("done"));
    }

    @Test
    void whatFailsAGroupFailsNoOther() {
        CompletableFuture<String> broken = call(-1);
        await("the first group").until(() -> groups.size() == 1);
        CompletableFuture<String> next = call(1);

        gate.countDown();

        assertThatThrownBy(broken::join).hasRootCauseInstanceOf(IllegalStateException.class);
        assertThat(next.join()).isEqualTo("done 1");
    }

    @Test
    void whenTheDatabaseIsAwayWhoWaitsDoesNotWaitAgain() {
        CompletableFuture<String> first = call(-2);
        await("the first group").until(() -> groups.size() == 1);
        List<CompletableFuture<String>> waiting = waiting(15);

        gate.countDown();

        assertThatThrownBy(first::join).matches(DatabaseUnavailable::isCauseOf);
        assertThat(waiting).allSatisfy(call -> assertThatThrownBy(call::join).matches(DatabaseUnavailable::isCauseOf));
        assertThat(groups).hasSize(1);
        assertThat(commits.commit(1)).isEqualTo("done 1");
    }

    @Test
    void whatFailsIsFoundByHalvesAndFailsAlone() {
        CompletableFuture<String> first = begin(1).getFirst();
        List<CompletableFuture<String>> others = waiting(7);
        CompletableFuture<String> broken = call(-1);
        await("all to wait").until(() -> countWaiting() == 8);

        gate.countDown();

        assertThat(first.join()).isEqualTo("done 0");
        assertThat(others).allSatisfy(call -> assertThat(call.join()).startsWith("done"));
        assertThatThrownBy(broken::join).hasRootCauseInstanceOf(IllegalStateException.class);
        assertThat(groups).extracting(List::size).containsExactlyInAnyOrder(1, 8, 4, 4, 2, 2, 1, 1);
    }

    @Test
    void ofWhatIsLockedEachWaitsForItself() {
        CompletableFuture<String> first = begin(1).getFirst();
        List<CompletableFuture<String>> others = waiting(7);
        CompletableFuture<String> locked = call(-3);
        await("all to wait").until(() -> countWaiting() == 8);

        gate.countDown();

        assertThat(first.join()).isEqualTo("done 0");
        assertThat(others).allSatisfy(call -> assertThat(call.join()).startsWith("done"));
        assertThatThrownBy(locked::join).matches(DatabaseUnavailable::isCauseOf);
        assertThat(groups).extracting(List::size).containsExactlyInAnyOrder(1, 8, 1, 1, 1, 1, 1, 1, 1, 1);
    }

    @Test
    void ofManyPartsFourAreUnderWayAtOnce() {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        CountDownLatch held = new CountDownLatch(1);
        GroupCommit<Integer, String> parted = new GroupCommit<>(
                "parts",
                1,
                10,
                Duration.ofMinutes(5),
                group -> {
                    if (group.size() > 1) {
                        throw new IllegalStateException(new SQLException("locked", "55P03"));
                    }
                    if (group.getFirst() == 0) {
                        return write(group);
                    }
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    try {
                        held.await();
                    } catch (InterruptedException e) {
                        throw new IllegalStateException(e);
                    }
                    running.decrementAndGet();
                    return List.of("done " + group.getFirst());
                },
                meters);
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> parted.commit(0), threads);
        await("the first group").until(() -> groups.size() == 1);
        List<CompletableFuture<String>> others = IntStream.rangeClosed(1, 9)
                .mapToObj(item -> CompletableFuture.supplyAsync(() -> parted.commit(item), threads))
                .toList();
        await("all to wait").until(() -> countWaiting("parts") == 9);

        gate.countDown();
        await("parts to be under way").until(() -> running.get() >= 4);
        held.countDown();

        assertThat(first.join()).isEqualTo("done 0");
        assertThat(others).allSatisfy(call -> assertThat(call.join()).startsWith("done"));
        assertThat(most).hasValue(4);
        assertThat(meters.get("mizan.commit.divided")
                        .tag("of", "parts")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void whoIsInterruptedIsNotWrittenAfter() {
        CompletableFuture<String> first = begin(1).getFirst();
        Interruptible waiting = new Interruptible(1);
        await("it to wait").until(() -> countWaiting() == 1);

        waiting.thread.interrupt();

        assertThatThrownBy(waiting.outcome::join).hasRootCauseInstanceOf(InterruptedException.class);
        gate.countDown();
        assertThat(first.join()).isEqualTo("done 0");
        assertThat(commits.commit(2)).isEqualTo("done 2");
        assertThat(groups).containsExactly(List.of(0), List.of(2));
        assertThat(waiting.isInterruptedStill).isTrue();
    }

    @Test
    void whoIsInterruptedWhileTheyAreWrittenHearsWhatBecameOfIt() {
        Interruptible taken = new Interruptible(1);
        await("it to be under way").until(() -> groups.size() == 1);

        taken.thread.interrupt();
        await("the interruption to be noticed").until(taken::hasNoDeadline);
        gate.countDown();

        assertThat(taken.outcome.join()).isEqualTo("done 1");
        assertThat(groups).containsExactly(List.of(1));
        assertThat(taken.isInterruptedStill).isTrue();
    }

    @Test
    void whoIsOneTooManyFailsAtOnce() {
        List<CompletableFuture<String>> calls = begin(1 + MOST_WAITING);

        assertThatThrownBy(() -> commits.commit(0))
                .isInstanceOf(CompletionException.class)
                .matches(DatabaseUnavailable::isCauseOf);

        gate.countDown();
        assertThat(calls).allSatisfy(call -> assertThat(call.join()).startsWith("done"));
    }

    @Test
    void whoIsNotTakenInTimeFailsAndIsNotWrittenAfter() {
        GroupCommit<Integer, String> impatient = patient(Duration.ofMillis(10), new SimpleMeterRegistry());
        CompletableFuture<String> first = CompletableFuture.supplyAsync(() -> taken(impatient, 0), threads);
        await("the first group").until(() -> groups.size() == 1);

        assertThatThrownBy(() -> impatient.commit(1)).matches(DatabaseUnavailable::isCauseOf);

        gate.countDown();
        assertThat(first.join()).as("who is taken is waited for").isEqualTo("done 0");
        assertThat(groups).containsExactly(List.of(0));
    }

    private GroupCommit<Integer, String> twoAtOnce(Duration patience) {
        return new GroupCommit<>("pairs", 2, 10, patience, this::write, meters);
    }

    // The first is under way, and stays so until the gate opens; the others wait.
    private List<CompletableFuture<String>> begin(int callers) {
        List<CompletableFuture<String>> calls = begin(commits, callers);
        await("all to wait").until(() -> countWaiting() == callers - 1);
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

    private GroupCommit<Integer, String> patient(Duration patience, MeterRegistry registry) {
        return new GroupCommit<>("numbers", 1, 10, patience, this::write, registry);
    }

    // A machine may be too slow for so little patience.
    private String taken(GroupCommit<Integer, String> impatient, int item) {
        while (true) {
            try {
                return impatient.commit(item);
            } catch (CompletionException e) {
                if (!groups.isEmpty()) {
                    throw e;
                }
            }
        }
    }

    private List<CompletableFuture<String>> waiting(int callers) {
        List<CompletableFuture<String>> calls =
                IntStream.rangeClosed(1, callers).mapToObj(this::call).toList();
        await("all to wait").until(() -> countWaiting() == callers);
        return calls;
    }

    private int countWaiting() {
        return countWaiting("numbers");
    }

    private int countWaiting(String of) {
        return (int) meters.get("mizan.commit.waiting").tag("of", of).gauge().value();
    }

    private CompletableFuture<String> call(int item) {
        return CompletableFuture.supplyAsync(() -> commits.commit(item), threads);
    }

    /** A caller who can be interrupted. */
    private final class Interruptible {

        private final CompletableFuture<String> outcome = new CompletableFuture<>();
        private final Thread thread;
        private volatile boolean isInterruptedStill;

        Interruptible(int item) {
            this.thread = Thread.ofVirtual().start(() -> {
                try {
                    String done = commits.commit(item);
                    isInterruptedStill = Thread.currentThread().isInterrupted();
                    outcome.complete(done);
                } catch (CompletionException e) {
                    isInterruptedStill = Thread.currentThread().isInterrupted();
                    outcome.completeExceptionally(e.getCause());
                }
            });
        }

        /** Whether it waits for as long as it takes, or not any more. */
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
