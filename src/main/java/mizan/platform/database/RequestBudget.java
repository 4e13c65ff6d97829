package mizan.platform.database;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.core.propagation.PropagatedContextElement;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The time that a request may wait for the database in total. Each statement has a timeout, but a request has several: on a
 * slow database their sum would be long. When the time is used up, the next statement fails. Jobs and commands have no budget
 * in their context, and no limit.
 */
public final class RequestBudget implements PropagatedContextElement {

    /** The SQLSTATE of a statement that is refused. It is one of this service. */
    static final String EXHAUSTED = "MZ002";

    private final AtomicLong nanosLeft;

    /** The budget of one request. */
    public RequestBudget(Duration time) {
        nanosLeft = new AtomicLong(time.toNanos());
    }

    /**
     * Removes the limit of the current request, if there is one: for responses of any length, which take as long as their
     * clients read, and for work on any number of comments.
     */
    public static void removeLimit() {
        current().ifPresent(budget -> budget.nanosLeft.set(Long.MAX_VALUE));
    }

    /**
     * Does something that waits for the database, and counts the time.
     *
     * @throws SQLTransientException if the time of the current request is used up
     */
    static <T extends @Nullable Object, E extends Exception> T spend(Work<T, E> work) throws E, SQLTransientException {
        Optional<RequestBudget> budget = current();
        if (budget.isPresent() && budget.get().nanosLeft.get() <= 0) {
            throw exhausted();
        }
        return count(budget, work);
    }

    static SQLTransientException exhausted() {
        return new SQLTransientException("The time of the request is used up", EXHAUSTED);
    }

    /** Counts the time of something that must not be refused, such as a rollback. */
    static <T extends @Nullable Object, E extends Exception> T count(Work<T, E> work) throws E {
        return count(current(), work);
    }

    private static <T extends @Nullable Object, E extends Exception> T count(
            Optional<RequestBudget> budget, Work<T, E> work) throws E {
        if (budget.isEmpty()) {
            return work.run();
        }
        long start = System.nanoTime();
        try {
            return work.run();
        } finally {
            budget.get().nanosLeft.addAndGet(start - System.nanoTime());
        }
    }

    /** A timeout within what is left of the current request's time. */
    static Duration limit(Duration timeout) {
        return current()
                .map(budget -> Duration.ofNanos(Math.clamp(budget.nanosLeft.get(), 0, timeout.toNanos())))
                .orElse(timeout);
    }

    private static Optional<RequestBudget> current() {
        return PropagatedContext.getOrEmpty().find(RequestBudget.class);
    }

    /** Something that waits for the database. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object, E extends Exception> {

        T run() throws E;
    }
}
