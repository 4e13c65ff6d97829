package mizan.fault;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mizan.command.postgres.PostgresProcess;
import mizan.testing.Ports;
import org.jspecify.annotations.Nullable;

/** A PostgreSQL server that a test kills, stops, suspends and fills. Every commit is flushed to disk. */
public final class DatabaseServer implements AutoCloseable {

    private static final Path BINARIES = Path.of("target", "postgresql").toAbsolutePath();

    private final Path programs;
    private final Path data;
    private final int port = Ports.free();
    private @Nullable Process postmaster;

    private DatabaseServer(Path programs, Path data) {
        this.programs = programs;
        this.data = data;
    }

    /** Creates a database in the folder and starts its server. */
    public static DatabaseServer start(Path folder) {
        try {
            Path password = Files.writeString(folder.resolve("owner-password"), "postgres");
            Path data = folder.resolve("database");
            PostgresProcess.start(Files.createDirectories(BINARIES), data, password, Map.of("fsync", "off"))
                    .close();
            return new DatabaseServer(embeddedPrograms(), data).started();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Creates a database in the folder with the programs of another version, and starts its server. */
    static DatabaseServer start(Path folder, Path programs) {
        try {
            Path password = Files.writeString(Files.createDirectories(folder).resolve("owner-password"), "postgres");
            DatabaseServer server = new DatabaseServer(programs, folder.resolve("database"));
            Process creation = server.process(List.of(
                            programs.resolve("initdb").toString(),
                            "--pgdata=" + server.data,
                            "--username=postgres",
                            "--pwfile=" + password,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C.UTF-8"))
                    .start();
            if (creation.onExit().join().exitValue() != 0) {
                throw new IllegalStateException("initdb failed");
            }
            return server.started();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DatabaseServer started() {
        start();
        execute("CREATE ROLE mizan LOGIN PASSWORD 'mizan'");
        return this;
    }

    int port() {
        return port;
    }

    public String url() {
        return url(port);
    }

    /** The address of the database through a proxy. */
    static String url(int port) {
        return "jdbc:postgresql://localhost:" + port + "/postgres";
    }

    /** Starts the server and waits until it accepts connections. After a crash it recovers first. */
    void start() {
        await("the database").ignoreExceptions().until(() -> {
            if (postmaster == null || !postmaster.isAlive()) {
                // The first attempts may fail: the processes of a killed server take a moment to end.
                postmaster = launch();
            }
            return value("SELECT 1").equals("1");
        });
    }

    private Process launch() throws IOException {
        List<String> command = new ArrayList<>(
                List.of(programs.resolve("postgres").toString(), "-D", data.toString(), "-p", Integer.toString(port)));
        Map.of(
                        "listen_addresses", "127.0.0.1",
                        "unix_socket_directories", "",
                        "max_connections", "60",
                        "random_page_cost", "1.1",
                        "min_wal_size", "32MB",
                        "max_wal_size", "64MB")
                .forEach((name, value) -> command.addAll(List.of("-c", name + "=" + value)));
        return process(command).start();
    }

    private ProcessBuilder process(List<String> command) {
        List<String> all = new ArrayList<>();
        // PostgreSQL refuses to run as root. In a user namespace of its own it does not know that it is.
        if ("root".equals(System.getProperty("user.name"))) {
            all.addAll(List.of("unshare", "--user"));
        }
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all)
                .redirectErrorStream(true)
                .redirectOutput(
                        Redirect.appendTo(data.resolveSibling("database.log").toFile()));
        builder.environment().put("LC_ALL", "C");
        return builder;
    }

    private static Path embeddedPrograms() throws IOException {
        try (Stream<Path> folders = Files.list(BINARIES)) {
            return folders.map(folder -> folder.resolve("bin"))
                    .filter(folder -> Files.isExecutable(folder.resolve("postgres")))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** Ends the server with SIGKILL. */
    void kill() {
        Process running = running();
        running.destroyForcibly();
        running.onExit().join();
    }

    /** Ends the server with SIGQUIT: without a checkpoint, so that it recovers at the next start. */
    void stopImmediately() {
        signal("-QUIT");
        running().onExit().join();
    }

    /** Suspends all processes of the server. Its port still takes connections, and nothing answers. */
    void suspend() {
        signal("-STOP");
    }

    void resume() {
        signal("-CONT");
    }

    private void signal(String signal) {
        List<String> command =
                new ArrayList<>(List.of("kill", signal, Long.toString(running().pid())));
        if (!signal.equals("-QUIT")) {
            running().descendants().forEach(child -> command.add(Long.toString(child.pid())));
        }
        try {
            // A process that has just ended is no error.
            var _ = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Process running() {
        Process running = postmaster;
        if (running == null) {
            throw new IllegalStateException("The database is not running");
        }
        return running;
    }

    Connection connect() throws SQLException {
        return DriverManager.getConnection(url(), "postgres", "postgres");
    }

    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The first value of the first row of a query. */
    String value(String sql) {
        return values(sql).getFirst();
    }

    /** The first column of a query. */
    List<String> values(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (result.next()) {
                values.add(String.valueOf(result.getString(1)));
            }
            return values;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (postmaster != null && postmaster.isAlive()) {
            resume();
            stopImmediately();
        }
    }
}
