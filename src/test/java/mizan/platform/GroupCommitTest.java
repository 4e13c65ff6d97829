package mizan.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GroupCommitTest {

    private static final int MOST_WAITING = 1_000;

    private final Executor threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<List<Integer>> groups = new CopyOnWriteArrayList<>();
    private final CountDownLatch gate = new CountDownLatch(1);
    private final GroupCommit<Integer, String> commits = new GroupCommit<>(1, 10, this::write);

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

        assertThatThrownBy(first::join).matches(DatabaseAway::isCauseOf);
        assertThat(waiting).allSatisfy(call -> assertThatThrownBy(call::join).matches(DatabaseAway::isCauseOf));
        assertThat(groups).hasSize(1);
        assertThat(commits.commit(1)).isEqualTo("done 1");
    }

    @Test
    void whatIsLockedFailsItsGroupAndNobodyWhoWaits() {
        CompletableFuture<String> locked = call(-3);
        await("the first group").until(() -> groups.size() == 1);
        CompletableFuture<String> next = waiting(1).getFirst();

        gate.countDown();

        assertThatThrownBy(locked::join).matches(DatabaseAway::isCauseOf).matches(e -> !DatabaseAway.isForAll(e));
        assertThat(next.join()).isEqualTo("done 1");
    }

    @Test
    void whoIsInterruptedIsNotWrittenAfter() {
        CompletableFuture<String> first = begin(1).getFirst();
        CompletableFuture<String> interrupted = new CompletableFuture<>();
        Thread thread = Thread.ofVirtual().start(() -> {
            try {
                interrupted.complete(commits.commit(1));
            } catch (CompletionException e) {
                interrupted.completeExceptionally(e.getCause());
            }
        });
        await("it to wait").until(() -> commits.waiting() == 1);

        thread.interrupt();

        assertThatThrownBy(interrupted::join).hasRootCauseInstanceOf(InterruptedException.class);
        gate.countDown();
        assertThat(first.join()).isEqualTo("done 0");
        assertThat(commits.commit(2)).isEqualTo("done 2");
        assertThat(groups).containsExactly(List.of(0), List.of(2));
    }

    @Test
    void whoIsOneTooManyFailsAtOnce() {
        List<CompletableFuture<String>> calls = begin(1 + MOST_WAITING);

        assertThatThrownBy(() -> commits.commit(0))
                .isInstanceOf(CompletionException.class)
                .matches(DatabaseAway::isCauseOf);

        gate.countDown();
        assertThat(calls).allSatisfy(call -> assertThat(call.join()).startsWith("done"));
    }

    @Test
    void whoIsNotTakenInTimeFailsAndIsNotWrittenAfter() {
        CompletableFuture<String> first = begin(1).getFirst();

        assertThatThrownBy(() -> commits.commit(1)).matches(DatabaseAway::isCauseOf);

        gate.countDown();
        assertThat(first.join()).isEqualTo("done 0");
        assertThat(commits.commit(2)).isEqualTo("done 2");
        assertThat(groups).containsExactly(List.of(0), List.of(2));
    }

    // The first is under way, and stays so until the gate opens; the others wait.
    private List<CompletableFuture<String>> begin(int callers) {
        List<CompletableFuture<String>> calls = new ArrayList<>();
        calls.add(call(0));
        await("the first group").until(() -> groups.size() == 1);
        calls.addAll(waiting(callers - 1));
        return calls;
    }

    private List<CompletableFuture<String>> waiting(int callers) {
        List<CompletableFuture<String>> calls =
                IntStream.rangeClosed(1, callers).mapToObj(this::call).toList();
        await("all to wait").until(() -> commits.waiting() == callers);
        return calls;
    }

    private CompletableFuture<String> call(int item) {
        return CompletableFuture.supplyAsync(() -> commits.commit(item), threads);
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
