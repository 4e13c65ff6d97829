package mizan.command;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mizan.platform.SecretFiles;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An embedded PostgreSQL server for a laptop. Its binaries come from a library, and its data are in a folder. Every commit
 * is flushed to disk. The server listens on the loopback address only, and requires a password that only the owner of the
 * folder can read. The container image does not contain it.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private static final String DATA_FOLDER = "postgresql";
    private static final String OWNER = "postgres";
    private static final String SERVICE = "mizan";
    private static final String OWNER_PASSWORD = "database-owner-password";
    private static final String SERVICE_PASSWORD = "database-service-password";

    private static final String HOST_RULES = """
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128      scram-sha-256
            """;

    private static final List<FileLock> LOCKS = new CopyOnWriteArrayList<>();

    private final @Nullable EmbeddedPostgres server;
    private final Map<String, Object> configuration;

    private EmbeddedDatabase(@Nullable EmbeddedPostgres server, Map<String, Object> configuration) {
        this.server = server;
        this.configuration = configuration;
    }

    /** Whether the class path contains the server. */
    public static boolean isIncluded() {
        try {
            Class.forName("io.zonky.test.db.postgres.embedded.EmbeddedPostgres");
            return true;
        } catch (ClassNotFoundException _) {
            return false;
        }
    }

    /**
     * Starts the server. A server that a killed process has left behind is stopped first.
     *
     * @param directory the folder of data and passwords; created if it does not exist
     * @throws CommandFailure if another process uses the folder
     */
    public static EmbeddedDatabase start(Path directory) {
        return open(directory, () -> {
            throw CommandFailure.of("Another process uses " + directory.toAbsolutePath());
        });
    }

    /**
     * Starts the server, or connects to the one that another process has started.
     *
     * @throws CommandFailure if that server is not ready
     */
    public static EmbeddedDatabase startOrJoin(Path directory) {
        return open(directory, () -> join(directory, new SecretFiles(directory.resolve("secrets"))));
    }

    private static EmbeddedDatabase open(Path directory, LockedFolderAction ifLocked) {
        try {
            Files.createDirectories(directory);
            return lock(directory) ? start(directory, new SecretFiles(directory.resolve("secrets"))) : ifLocked.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("The embedded database did not start", e);
        }
    }

    private static EmbeddedDatabase start(Path directory, SecretFiles secrets) throws IOException, SQLException {
        Path data = directory.resolve(DATA_FOLDER);
        stopOrphan(data.resolve(PostmasterPidFile.FILE));
        Path hostRules = data.resolve("pg_hba.conf");
        boolean isNew = !Files.exists(hostRules) || !Files.readString(hostRules).equals(HOST_RULES);
        secrets.createIfMissing(OWNER_PASSWORD, SecretFiles::randomPassword);
        secrets.createIfMissing(SERVICE_PASSWORD, SecretFiles::randomPassword);
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
                .setPGStartupWait(START_TIMEOUT)
                // PostgreSQL's built-in locale, the same on every system.
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "")
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("max_connections", "100");
        if (!isNew) {
            builder.setConnectConfig("password", secrets.read(OWNER_PASSWORD));
        }
        EmbeddedPostgres server = builder.start();
        if (isNew) {
            try {
                requirePasswords(server, hostRules, secrets);
            } catch (IOException | SQLException e) {
                server.close();
                throw e;
            }
        }
        return new EmbeddedDatabase(server, configuration(server.getPort(), secrets));
    }

    private static EmbeddedDatabase join(Path directory, SecretFiles secrets) throws IOException {
        int port = PostmasterPidFile.read(directory.resolve(DATA_FOLDER).resolve(PostmasterPidFile.FILE))
                .filter(PostmasterPidFile::isReady)
                .filter(postmaster -> postmaster.process().isPresent())
                .map(PostmasterPidFile::port)
                .orElseThrow(() -> CommandFailure.of("Another process uses " + directory.toAbsolutePath()
                        + ", and its database is not ready: try again in a moment"));
        return new EmbeddedDatabase(null, configuration(port, secrets));
    }

    private static Map<String, Object> configuration(int port, SecretFiles secrets) {
        String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
        return Map.of(
                "datasources.default.url", url,
                "datasources.default.username", SERVICE,
                "datasources.default.password", secrets.read(SERVICE_PASSWORD),
                "flyway.datasources.migration.url", url,
                "flyway.datasources.migration.user", OWNER,
                "flyway.datasources.migration.password", secrets.read(OWNER_PASSWORD));
    }

    /** Opens a database whose folder another process uses. */
    @FunctionalInterface
    private interface LockedFolderAction {
        EmbeddedDatabase open() throws IOException;
    }

    /** The configuration properties with which the service connects. */
    public Map<String, Object> configuration() {
        return configuration;
    }

    /** Whether this process has started the server, so that no other process uses it. */
    public boolean isStartedByThisProcess() {
        return server != null;
    }

    /** Stops the server after its running transactions, if this process has started it. */
    @Override
    public void close() {
        try {
            if (server != null) {
                server.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // Between initdb and this call the server accepts connections from the loopback address without a password.
    private static void requirePasswords(EmbeddedPostgres server, Path hostRules, SecretFiles secrets)
            throws IOException, SQLException {
        try (Connection connection = server.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("""
                    DO $$
                    BEGIN
                        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '%s') THEN
                            CREATE ROLE %s LOGIN;
                        END IF;
                    END
                    $$
                    """.formatted(SERVICE, SERVICE));
            // The passwords are generated: letters, digits, - and _ only.
            statement.execute("ALTER ROLE %s PASSWORD '%s'".formatted(OWNER, secrets.read(OWNER_PASSWORD)));
            statement.execute("ALTER ROLE %s PASSWORD '%s'".formatted(SERVICE, secrets.read(SERVICE_PASSWORD)));
            Path draft = Files.writeString(hostRules.resolveSibling("pg_hba.draft"), HOST_RULES);
            Files.move(draft, hostRules, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    // The lock is held until the process ends, even if it is killed. The list keeps the channel reachable: the garbage
    // collector would otherwise close it and release the lock.
    private static boolean lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return false;
        }
        LOCKS.add(lock);
        return true;
    }

    private static void stopOrphan(Path pidFile) throws IOException {
        Optional<ProcessHandle> found = PostmasterPidFile.read(pidFile).flatMap(PostmasterPidFile::process);
        if (found.isEmpty()) {
            return;
        }
        ProcessHandle orphan = found.get();
        long pid = orphan.pid();
        LOG.info("Stopping the database server {} that a killed process has left behind", pid);
        orphan.destroy();
        try {
            orphan.onExit().get(STOP_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The database server " + pid + " does not stop", e);
        }
    }
}
