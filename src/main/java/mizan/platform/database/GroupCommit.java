package mizan.platform.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Lets those who write at the same moment share one commit: while a group is committed, the next one gathers. Who comes
 * alone is committed at once, alone. A few who come while a group is under way wait for its end, unless that takes long.
 *
 * <p>What waits is bounded, in number and in time. Who is one too many fails at once, who is not taken in time fails
 * then, and so does who waits when the database turns out to be away; {@link DatabaseUnavailable} knows the cause of each.
 *
 * <p>A group that fails otherwise is written again in halves, down to the one that fails alone: of n at most 2n - 1 times.
 *
 * @param <T> what is written
 * @param <R> what became of it
 */
public final class GroupCommit<T, R> {

    private static final int WAITING = 1_000;

    /** For fewer no group begins beside another: each group costs the processors as much as eight decisions do. */
    private static final int WORTH_A_GROUP = 4;

    /** A quarter of the pool of connections: others need theirs. */
    private static final int PARTS_AT_ONCE = 4;

    private final int atOnce;
    private final int largest;
    private final Duration patience;
    private final Function<List<T>, List<R>> commit;
    private final Semaphore idle;
    private final Semaphore parts = new Semaphore(PARTS_AT_ONCE);
    private final Counter divided;
    private final BlockingQueue<Waiting<T, R>> queue = new ArrayBlockingQueue<>(WAITING);

    /**
     * @param what is written; operators see how many of these wait
     * @param atOnce how many groups may be under way at once
     * @param largest how many a group may have
     * @param patience how long who comes waits to be taken into a group; after a hundredth of it, even one alone no longer
     *     waits for a group that is under way
     * @param commit writes a group, and says what became of each, in their order, when that is committed; of what it has
     *     thrown for nothing may be left
     */
    public GroupCommit(
            String what,
            int atOnce,
            int largest,
            Duration patience,
            Function<List<T>, List<R>> commit,
            MeterRegistry meters) {
        Gauge.builder("mizan.commit.waiting", queue, BlockingQueue::size)
                .description("How many wait to be committed together")
                .tag("of", what)
                .register(meters);
        this.divided = Counter.builder("mizan.commit.divided")
                .description("How often a group failed and was divided")
                .tag("of", what)
                .register(meters);
        this.atOnce = atOnce;
        this.largest = largest;
        this.patience = patience;
        this.commit = commit;
        this.idle = new Semaphore(atOnce);
    }

    /**
     * Returns when it is committed.
     *
     * @throws CompletionException for what has failed it, alone or, where the database is away, with the others
     */
    public R commit(T item) {
        Waiting<T, R> waiting = new Waiting<>(item, new CompletableFuture<>());
        if (!queue.offer(waiting)) {
            throw tooMany();
        }
        if (isWorthAGroup()) {
            begin();
        }
        return await(waiting);
    }

    private boolean isWorthAGroup() {
        return idle.availablePermits() == atOnce || queue.size() >= WORTH_A_GROUP;
    }

    private void begin() {
        if (idle.tryAcquire()) {
            Thread.ofVirtual().name("group-commit").start(this::commitAll);
        }
    }

    // What is taken is not waited for in vain: its statement has a deadline of its own.
    private R await(Waiting<T, R> waiting) {
        try {
            if (!waiting.isOver(patience.dividedBy(100))) {
                begin();
            }
            return waiting.outcome().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException _) {
            if (queue.remove(waiting)) {
                throw tooMany();
            }
            return waiting.outcome().join();
        } catch (ExecutionException e) {
            throw new CompletionException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (queue.remove(waiting)) {
                throw new CompletionException(e);
            }
            return waiting.outcome().join(); // taken: what is written is not to be written again
        }
    }

    // Begins when somebody waits and ends when nobody does: there is nothing to start and to stop.
    private void commitAll() {
        do {
            try {
                // Those who still wait have waited as long as this group, and would wait as long again.
                commit(taken(largest), () -> taken(WAITING));
            } finally {
                idle.release();
            }
        } while (!queue.isEmpty() && isWorthAGroup() && idle.tryAcquire());
    }

    private void commitPart(List<Waiting<T, R>> part) {
        parts.acquireUninterruptibly();
        try {
            // What one part waits for in vain says nothing about those who still wait.
            commit(part, List::of);
        } finally {
            parts.release();
        }
    }

    private void commit(List<Waiting<T, R>> group, Supplier<List<Waiting<T, R>>> failToo) {
        if (group.isEmpty()) {
            return; // taken by another
        }
        try {
            write(group);
        } catch (Throwable e) {
            if (DatabaseUnavailable.isOutage(e)) {
                fail(group, e);
                fail(failToo.get(), e);
            } else {
                failOrDivide(group, e);
            }
        }
    }

    private void write(List<Waiting<T, R>> group) {
        List<R> outcomes = commit.apply(group.stream().map(Waiting::item).toList());
        for (int i = 0; i < group.size(); i++) {
            group.get(i).outcome().complete(outcomes.get(i));
        }
    }

    // Side by side, so that for what somebody holds locked hardly anybody waits but those who want it.
    private void failOrDivide(List<Waiting<T, R>> group, Throwable cause) {
        if (group.size() == 1) {
            fail(group, cause);
            return;
        }
        divided.increment();
        int size = DatabaseUnavailable.isLockTimeout(cause) ? 1 : (group.size() + 1) / 2;
        for (int from = 0; from < group.size(); from += size) {
            List<Waiting<T, R>> part = group.subList(from, Math.min(from + size, group.size()));
            Thread.ofVirtual().name("group-commit-part").start(() -> commitPart(part));
        }
    }

    private List<Waiting<T, R>> taken(int most) {
        List<Waiting<T, R>> taken = new ArrayList<>();
        queue.drainTo(taken, most);
        return taken;
    }

    private static <T, R> void fail(List<Waiting<T, R>> group, Throwable cause) {
        group.forEach(waiting -> waiting.outcome().completeExceptionally(cause));
    }

    private static CompletionException tooMany() {
        return new CompletionException(new SQLTransientException("Too many wait for a commit"));
    }

    private record Waiting<T, R>(T item, CompletableFuture<R> outcome) {

        /** Waits, but no longer than that. */
        boolean isOver(Duration time) throws InterruptedException {
            try {
                outcome.get(time.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (ExecutionException _) {
                return true;
            } catch (TimeoutException _) {
                return false;
            }
        }
    }
}
