package mizan.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.locks.LockSupport;
import mizan.testing.TcpProxy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * The base of tests that break something: each has a database of its own. Replicas, clients and proxies are closed at the
 * end, in reverse order.
 */
abstract class FaultTest {

    /** The recovery that the service promises once a fault has ended. */
    static final Duration RECOVERY = Duration.ofSeconds(5);

    private static final Path FIGURES = Path.of("target", "fault-figures.txt");

    @TempDir
    protected Path folder = Path.of("");

    private final Deque<AutoCloseable> running = new ConcurrentLinkedDeque<>();
    private final Thread atExit = new Thread(this::closeAtExit);
    private @Nullable DatabaseServer started;

    @BeforeEach
    void startDatabase() {
        assertThat(System.getProperty("mizan.jar"))
                .as("The packaged service: beside the test classes it would have the clock of the tests")
                .isNotNull();
        // If the build is stopped, no process is left.
        Runtime.getRuntime().addShutdownHook(atExit);
        started = opened(createDatabase());
    }

    /** Starts the database of the test. */
    protected DatabaseServer createDatabase() {
        return DatabaseServer.start(folder);
    }

    @AfterEach
    void closeAll() throws Exception {
        while (!running.isEmpty()) {
            running.pop().close();
        }
        var _ = Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void closeAtExit() {
        try {
            while (!running.isEmpty()) {
                running.pop().close();
            }
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    protected final DatabaseServer database() {
        DatabaseServer server = started;
        if (server == null) {
            throw new IllegalStateException("The database is not started");
        }
        return server;
    }

    /** Closes something at the end of the test. */
    protected final <T extends AutoCloseable> T opened(T closeable) {
        running.push(closeable);
        return closeable;
    }

    protected final ServiceProcess startService() {
        return startService(Map.of());
    }

    /** Starts a replica with settings beside those that every one needs. */
    protected final ServiceProcess startService(Map<String, String> settings) {
        ServiceProcess service = opened(ServiceProcess.launch(folder, database(), settings));
        service.awaitReady();
        return service;
    }

    /** Starts a proxy before a server on this machine. */
    protected final TcpProxy startProxy(int port) throws IOException {
        TcpProxy proxy = opened(new TcpProxy(port));
        proxy.up();
        return proxy;
    }

    protected final Load startLoad(URI service, int clients) {
        return startLoad(List.of(service), clients);
    }

    protected final Load startLoad(List<URI> services, int clients) {
        return opened(Load.start(services, clients));
    }

    /** Kills the service under load and starts it again. Returns the time until it accepts comments. */
    protected static Duration killService(ServiceProcess service, Load load) {
        load.awaitAccepted(20);
        service.kill();
        service.restart();
        return load.awaitAccepted(1);
    }

    /** Ends the database under load and starts it again. Returns the time until the service accepts comments. */
    protected final Duration endDatabase(Runnable end, Load load) {
        load.awaitAccepted(20);
        end.run();
        database().start();
        return load.awaitAccepted(1);
    }

    /** Ends the load, compares the ledger with the database, and prints the figures. */
    protected final void finish(String fault, Load load, Duration recovery) {
        Ledger ledger = load.stop();
        Ledger.Verdict verdict = ledger.compare(database());
        print("%s: %d lost, %d doubled, %d half, %d late; %s; recovery %,d ms"
                .formatted(
                        fault,
                        verdict.lost(),
                        verdict.doubled(),
                        verdict.half(),
                        verdict.late(),
                        ledger.figures(),
                        recovery.toMillis()));
        assertThat(verdict).isEqualTo(Ledger.Verdict.CLEAN);
    }

    @SuppressWarnings("SystemOut")
    protected static void print(String figures) {
        System.out.println(figures);
        try {
            Files.writeString(FIGURES, figures + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Keeps a fault for as long as the test wants it. */
    protected static void hold(Duration duration) {
        long end = System.nanoTime() + duration.toNanos();
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    protected static Duration max(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
