package mizan.bench;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;

/** A closed loop of clients that do the same to the database as the service, each over a connection of its own. */
final class Direct {

    /** After these the driver has prepared a statement, and the database settled on its plan. */
    private static final int FIRST = 10;

    private static final Duration READY = Duration.ofSeconds(30);

    private final Database database;

    Direct(Database database) {
        this.database = database;
    }

    /** Lets this many clients work for so long, from when all of them are ready. */
    Measured run(int clients, Duration duration, Work work) {
        AtomicLong start = new AtomicLong();
        CyclicBarrier ready = new CyclicBarrier(clients, () -> start.set(System.nanoTime()));
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<Measured>> parts = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                int number = client;
                parts.add(threads.submit(() -> part(number, work, () -> {
                    ready.await(READY.toSeconds(), TimeUnit.SECONDS);
                    return start.get() + duration.toNanos();
                })));
            }
            Histogram latencies = Measured.histogram();
            long errors = 0;
            for (Future<Measured> part : parts) {
                latencies.add(part.get().latencies());
                errors += part.get().errors();
            }
            return new Measured(latencies, errors, System.nanoTime() - start.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Measured part(int client, Work work, Callable<Long> begin) throws Exception {
        Histogram latencies = Measured.histogram();
        long errors = 0;
        try (Connection connection = DriverManager.getConnection(database.url(), Database.SERVICE, "")) {
            Work.Deed deed = work.prepare(connection, client);
            for (int i = 0; i < FIRST; i++) {
                errors += deed.run() ? 0 : 1;
                deed.after();
            }
            long end = begin.call();
            while (System.nanoTime() < end) {
                long start = System.nanoTime();
                boolean isDone = deed.run();
                latencies.recordValue(System.nanoTime() - start);
                deed.after();
                errors += isDone ? 0 : 1;
            }
        }
        return new Measured(latencies, errors, 0);
    }

    /** What the clients do. */
    @FunctionalInterface
    interface Work {

        Deed prepare(Connection connection, int client) throws SQLException;

        /** One client's part, over and over. */
        @FunctionalInterface
        interface Deed {

            /** Whether it did what it should. */
            boolean run() throws SQLException;

            /** What has to be done around it, and is not measured. */
            default void after() throws SQLException {}
        }
    }
}
