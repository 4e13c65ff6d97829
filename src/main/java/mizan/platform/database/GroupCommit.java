package mizan.platform.database;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
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
 * Group commit: concurrent writes are collected and committed in one transaction. The package's documentation explains
 * how groups form and how failures are handled.
 *
 * @param <T> a write
 * @param <R> its outcome
 */
public final class GroupCommit<T, R> {

    private static final int MAX_QUEUED = 1_000;

    /** The queued writes for which a second group starts. A group costs as much CPU time as eight decisions. */
    private static final int MIN_PARALLEL_GROUP = 4;

    /** A quarter of the connection pool; the other connections stay free for other requests. */
    private static final int MAX_CONCURRENT_RETRIES = 4;

    private final Limits limits;
    private final Duration parallelGroupDelay;
    private final Function<List<T>, List<R>> writer;
    private final Semaphore groupPermits;
    private final Semaphore retryPermits = new Semaphore(MAX_CONCURRENT_RETRIES);
    private final Counter splits;
    private final BlockingQueue<QueuedWrite<T, R>> queue = new ArrayBlockingQueue<>(MAX_QUEUED);

    /**
     * @param name the metrics' tag: what is written
     * @param writer writes a group in one transaction and returns the outcomes in the group's order after the commit;
     *     if it throws, it must have rolled back
     */
    public GroupCommit(String name, Limits limits, Function<List<T>, List<R>> writer, MeterRegistry meters) {
        Gauge.builder("mizan.group.commit.pending", queue, BlockingQueue::size)
                .description("Writes queued for the next group commit")
                .tag("group", name)
                .register(meters);
        this.splits = Counter.builder("mizan.group.commit.splits")
                .description("Groups that failed and were split")
                .tag("group", name)
                .register(meters);
        this.limits = limits;
        this.parallelGroupDelay = limits.queueTimeout().dividedBy(100);
        this.writer = writer;
        this.groupPermits = new Semaphore(limits.concurrentGroups());
    }

    /**
     * Writes an item and returns its outcome after the commit.
     *
     * @throws CompletionException with the cause of the failure; {@link DatabaseUnavailable} if the queue is full, the
     *     queue timeout or the {@link RequestBudget} is over or the database is unavailable
     */
    public R commit(T item) {
        try {
            return RequestBudget.<R, RuntimeException>spend(() -> commitInGroup(item));
        } catch (SQLTransientException e) {
            throw new CompletionException(e);
        }
    }

    private R commitInGroup(T item) {
        QueuedWrite<T, R> write =
                new QueuedWrite<>(item, System.nanoTime(), Context.current(), new CompletableFuture<>());
        if (!queue.offer(write)) {
            throw overloaded();
        }
        if (shouldStartGroup()) {
            startGroup();
        }
        return await(write);
    }

    private boolean shouldStartGroup() {
        return groupPermits.availablePermits() == limits.concurrentGroups() || queue.size() >= MIN_PARALLEL_GROUP;
    }

    private void startGroup() {
        if (groupPermits.tryAcquire()) {
            Thread.ofVirtual().name("group-commit").start(this::commitQueued);
        }
    }

    // A write that left the queue is awaited without a timeout: its statement has one.
    private R await(QueuedWrite<T, R> write) {
        try {
            if (!write.isDoneWithin(parallelGroupDelay)) {
                startGroup();
            }
            Duration timeout = RequestBudget.limit(limits.queueTimeout());
            if (!write.isDoneWithin(timeout) && queue.remove(write)) {
                throw timeout.equals(limits.queueTimeout())
                        ? overloaded()
                        : new CompletionException(RequestBudget.exhausted());
            }
            return write.outcome().join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            if (queue.remove(write)) {
                throw new CompletionException(e);
            }
            return write.outcome().join(); // already in a group: the caller must not write it again
        }
    }

    // The thread ends when the queue is empty, so there is nothing to start or stop with the service.
    private void commitQueued() {
        do {
            try {
                // Queued writes have waited as long as this group. In an outage they fail with it.
                commit(takeQueued(limits.groupSize()), () -> takeQueued(MAX_QUEUED));
            } finally {
                groupPermits.release();
            }
        } while (!queue.isEmpty() && shouldStartGroup() && groupPermits.tryAcquire());
    }

    private void retry(List<QueuedWrite<T, R>> part) {
        retryPermits.acquireUninterruptibly();
        try {
            long earliest = System.nanoTime() - limits.retryPeriod().toNanos();
            fail(
                    part.stream().filter(write -> write.isBefore(earliest)).toList(),
                    new SQLTransientException("Too late for another attempt"));
            // The failure of a part says nothing about the queued writes, so they do not fail with it.
            commit(part.stream().filter(write -> !write.isBefore(earliest)).toList(), List::of);
        } finally {
            retryPermits.release();
        }
    }

    private void commit(List<QueuedWrite<T, R>> group, Supplier<List<QueuedWrite<T, R>>> othersToFail) {
        if (group.isEmpty()) {
            return; // another group has taken the queued writes
        }
        try {
            write(group);
        } catch (Throwable e) {
            if (DatabaseUnavailable.isOutage(e)) {
                fail(group, e);
                fail(othersToFail.get(), new SQLTransientException("Not sent", DatabaseUnavailable.sqlState(e)));
            } else {
                failOrSplit(group, e);
            }
        }
    }

    private void write(List<QueuedWrite<T, R>> group) {
        // A statement belongs to one trace only: that of the group's first write.
        try (Scope _ = group.getFirst().trace().makeCurrent()) {
            List<R> outcomes =
                    writer.apply(group.stream().map(QueuedWrite::item).toList());
            for (int i = 0; i < group.size(); i++) {
                group.get(i).outcome().complete(outcomes.get(i));
            }
        }
    }

    // The parts are retried in parallel: one that waits for a locked row does not delay the others.
    private void failOrSplit(List<QueuedWrite<T, R>> group, Throwable cause) {
        if (group.size() == 1) {
            fail(group, cause);
            return;
        }
        splits.increment();
        int size = DatabaseUnavailable.isLockConflict(cause) ? 1 : (group.size() + 1) / 2;
        for (int from = 0; from < group.size(); from += size) {
            List<QueuedWrite<T, R>> part = group.subList(from, Math.min(from + size, group.size()));
            Thread.ofVirtual().name("group-commit-part").start(() -> retry(part));
        }
    }

    private List<QueuedWrite<T, R>> takeQueued(int limit) {
        List<QueuedWrite<T, R>> taken = new ArrayList<>();
        queue.drainTo(taken, limit);
        return taken;
    }

    private static <T, R> void fail(List<QueuedWrite<T, R>> group, Throwable cause) {
        group.forEach(write -> write.outcome().completeExceptionally(cause));
    }

    private static CompletionException overloaded() {
        return new CompletionException(new SQLTransientException("Too many writes are queued for a commit"));
    }

    /**
     * Bounds of a group commit.
     *
     * @param concurrentGroups the groups that may be committed at the same time
     * @param groupSize the writes in one group, at most
     * @param queueTimeout the time after which a queued write fails
     * @param retryPeriod the time since its arrival after which a write is not tried again
     */
    public record Limits(int concurrentGroups, int groupSize, Duration queueTimeout, Duration retryPeriod) {}

    /** @param arrival a time of {@link System#nanoTime} */
    private record QueuedWrite<T, R>(T item, long arrival, Context trace, CompletableFuture<R> outcome) {

        boolean isBefore(long time) {
            return arrival - time < 0;
        }

        /** Waits for the outcome, successful or not, but no longer than the timeout. */
        boolean isDoneWithin(Duration timeout) throws InterruptedException {
            try {
                outcome.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
                return true;
            } catch (ExecutionException _) {
                return true;
            } catch (TimeoutException _) {
                return false;
            }
        }
    }
}
