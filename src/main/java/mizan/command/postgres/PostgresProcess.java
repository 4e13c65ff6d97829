package mizan.command.postgres;

import com.sun.security.auth.module.UnixSystem;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import mizan.command.failure.CommandFailure;
import org.jspecify.annotations.Nullable;

/**
 * A PostgreSQL server that this process starts and stops. It listens on the loopback address only. It requires passwords
 * from its creation on: there is no moment at which a local user could connect without one. Its programs do not inherit the
 * environment of this process, which can contain passwords, and that {@code COPY FROM PROGRAM} could read.
 */
public final class PostgresProcess implements AutoCloseable {

    /** The superuser. */
    public static final String OWNER = "postgres";

    private static final String HOST_RULES = """
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128      scram-sha-256
            """;

    /** The only environment variables that the programs of PostgreSQL get. No password is among them. */
    private static final Set<String> INHERITED = Set.of("PATH", "HOME", "TMPDIR", "TMP", "TEMP", "SystemRoot", "TZ");

    private static final int TIMEOUT_SECONDS = 120;

    private final PostgresBinaries binaries;
    private final Path data;
    private final Path log;
    private final int port;

    private PostgresProcess(PostgresBinaries binaries, Path data) throws IOException {
        this.binaries = binaries;
        this.data = data;
        this.log = data.resolveSibling(data.getFileName() + ".log");
        this.port = freePort();
    }

    /**
     * Starts a server. The data folder is created if it does not exist.
     *
     * @param binaries the folder into which the programs are unpacked
     * @param ownerPassword the file with the superuser's password for a new data folder
     * @param settings settings of the server, without spaces
     * @throws CommandFailure if the server does not start
     */
    public static PostgresProcess start(Path binaries, Path data, Path ownerPassword, Map<String, String> settings)
            throws IOException {
        PostgresProcess server = new PostgresProcess(PostgresBinaries.unpackInto(binaries), data);
        Files.deleteIfExists(server.log);
        if (!Files.exists(data)) {
            server.create(ownerPassword);
        }
        writeHostRules(data);
        server.start(settings);
        return server;
    }

    public int port() {
        return port;
    }

    /** Disconnects the clients and stops the server. */
    @Override
    public void close() {
        try {
            run("pg_ctl", "stop", "--pgdata=" + data, "--mode=fast", "--wait", "--timeout=60");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // A process that is killed leaves an incomplete folder under another name.
    private void create(Path ownerPassword) throws IOException {
        Path draft = data.resolveSibling(data.getFileName() + ".new");
        PostgresBinaries.delete(draft);
        run(
                "initdb",
                "--pgdata=" + draft,
                "--username=" + OWNER,
                "--pwfile=" + ownerPassword,
                "--auth=scram-sha-256",
                "--encoding=UTF8",
                // PostgreSQL's built-in locale, the same on every system.
                "--locale=C",
                "--locale-provider=builtin",
                "--builtin-locale=C.UTF-8");
        writeHostRules(draft);
        Files.move(draft, data, StandardCopyOption.ATOMIC_MOVE);
    }

    // Also for a folder that another version has created.
    private static void writeHostRules(Path folder) throws IOException {
        Path rules = folder.resolve("pg_hba.conf");
        if (!Files.exists(rules) || !Files.readString(rules).equals(HOST_RULES)) {
            Files.writeString(rules, HOST_RULES);
        }
    }

    private void start(Map<String, String> settings) throws IOException {
        Map<String, String> all = new TreeMap<>(Map.ofEntries(
                Map.entry("listen_addresses", "127.0.0.1"),
                Map.entry("unix_socket_directories", ""),
                // Statements, their values and rows are personal data.
                Map.entry("log_statement", "none"),
                Map.entry("log_min_duration_statement", "-1"),
                Map.entry("log_min_error_statement", "panic"),
                Map.entry("log_error_verbosity", "terse"),
                Map.entry("log_parameter_max_length", "0"),
                Map.entry("log_parameter_max_length_on_error", "0"),
                Map.entry("auto_explain.log_parameter_max_length", "0"),
                Map.entry("log_checkpoints", "off")));
        all.putAll(settings);
        StringBuilder options = new StringBuilder("-p " + port);
        all.forEach(
                (name, value) -> options.append(" -c ").append(name).append('=').append(value));
        run("pg_ctl", "start", "--pgdata=" + data, "--log=" + log, "--wait", "--timeout=60", "--options=" + options);
    }

    private void run(String program, String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        // PostgreSQL refuses to run as root. In a user namespace of its own it does not know that it is.
        if (isRoot()) {
            command.addAll(List.of("unshare", "--user"));
        }
        command.add(binaries.program(program).toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(Redirect.from(new File(isWindows() ? "NUL" : "/dev/null")))
                .redirectOutput(Redirect.appendTo(log.toFile()));
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        try {
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroy();
                throw CommandFailure.of(
                        "The embedded database failed: " + program + " " + arguments[0] + ", see " + log);
            }
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static boolean isRoot() {
        @Nullable String user = System.getProperty("user.name");
        return !isWindows() && "root".equals(user) && new UnixSystem().getUid() == 0;
    }

    private static boolean isWindows() {
        return File.separatorChar == '\\';
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
