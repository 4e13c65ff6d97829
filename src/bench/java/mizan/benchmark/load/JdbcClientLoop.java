package mizan.benchmark.load;

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
import mizan.benchmark.process.PostgresServer;
import org.HdrHistogram.Histogram;

/** A closed loop of JDBC clients that run the statements of the service, each over its own connection. */
public final class JdbcClientLoop {

    /** After these runs the driver has prepared the statement, and PostgreSQL has chosen its plan. */
    private static final int WARM_UP_RUNS = 10;

    private static final Duration READY_TIMEOUT = Duration.ofSeconds(30);

    private final PostgresServer database;

    public JdbcClientLoop(PostgresServer database) {
        this.database = database;
    }

    /** Runs the clients for this long, from the moment when all of them are connected. */
    public Measurement run(int clients, Duration duration, Workload workload) {
        AtomicLong start = new AtomicLong();
        CyclicBarrier ready = new CyclicBarrier(clients, () -> start.set(System.nanoTime()));
        try (ExecutorService threads = Executors.newFixedThreadPool(clients)) {
            List<Future<Measurement>> clientResults = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                int number = client;
                clientResults.add(threads.submit(() -> runClient(number, workload, () -> {
                    ready.await(READY_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
                    return start.get() + duration.toNanos();
                })));
            }
            Histogram latencies = Measurement.histogram();
            long errors = 0;
            for (Future<Measurement> result : clientResults) {
                latencies.add(result.get().latencies());
                errors += result.get().errors();
            }
            return new Measurement(latencies, errors, System.nanoTime() - start.get());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private Measurement runClient(int client, Workload workload, Callable<Long> awaitStart) throws Exception {
        Histogram latencies = Measurement.histogram();
        long errors = 0;
        try (Connection connection = DriverManager.getConnection(database.url(), PostgresServer.SERVICE, "")) {
            Workload.Operation operation = workload.prepare(connection, client);
            for (int i = 0; i < WARM_UP_RUNS; i++) {
                errors += operation.run() ? 0 : 1;
                operation.cleanUp();
            }
            long end = awaitStart.call();
            while (System.nanoTime() < end) {
                long start = System.nanoTime();
                boolean isDone = operation.run();
                latencies.recordValue(System.nanoTime() - start);
                operation.cleanUp();
                errors += isDone ? 0 : 1;
            }
        }
        return new Measurement(latencies, errors, 0);
    }

    /** The statements that the clients run. */
    @FunctionalInterface
    public interface Workload {

        Operation prepare(Connection connection, int client) throws SQLException;

        /** The operation that one client repeats. */
        @FunctionalInterface
        interface Operation {

            /** @return whether the result is the expected one */
            boolean run() throws SQLException;

            /** Undoes the operation where it must be undone. It is not measured. */
            default void cleanUp() throws SQLException {}
        }
    }
}
