package mizan.command.postgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
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
import mizan.command.failure.CommandFailure;
import mizan.platform.PrivateFolder;
import mizan.platform.SecretFiles;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An embedded PostgreSQL server for a laptop. Its binaries come from a library, and its data are in a folder. Every commit
 * is flushed to disk. The folder is accessible to its owner only, and contains the passwords that the server requires. The
 * container image does not contain it.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(20);

    private static final String DATA_FOLDER = "postgresql";
    private static final String SECRETS_FOLDER = "secrets";
    private static final String OWNER = PostgresProcess.OWNER;
    private static final String SERVICE = "mizan";
    private static final String OWNER_PASSWORD = "database-owner-password";
    private static final String SERVICE_PASSWORD = "database-service-password";

    private static final Map<String, String> SERVER_SETTINGS =
            Map.of("fsync", "on", "synchronous_commit", "on", "max_connections", "100");

    /** SQLSTATE invalid_password. */
    private static final String WRONG_PASSWORD = "28P01";

    private static final List<FileLock> LOCKS = new CopyOnWriteArrayList<>();

    private final @Nullable PostgresProcess server;
    private final Map<String, Object> configuration;

    private EmbeddedDatabase(@Nullable PostgresProcess server, Map<String, Object> configuration) {
        this.server = server;
        this.configuration = configuration;
    }

    /** Whether the class path contains the server. */
    public static boolean isIncluded() {
        try {
            Class.forName("io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver");
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
        return open(directory, () -> join(directory, new SecretFiles(directory.resolve(SECRETS_FOLDER))));
    }

    private static EmbeddedDatabase open(Path directory, LockedFolderAction ifLocked) {
        try {
            requirePrivate(directory);
            return lock(directory)
                    ? start(directory, new SecretFiles(directory.resolve(SECRETS_FOLDER)))
                    : ifLocked.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("The embedded database did not start", e);
        }
    }

    private static EmbeddedDatabase start(Path directory, SecretFiles secrets) throws IOException, SQLException {
        requirePrivate(directory.resolve(SECRETS_FOLDER));
        Path binaries = directory.resolve("binaries");
        requirePrivate(binaries);
        Path data = directory.resolve(DATA_FOLDER);
        if (Files.exists(data, LinkOption.NOFOLLOW_LINKS)) {
            requirePrivate(data);
        }
        stopOrphan(data.resolve(PostmasterPidFile.FILE));
        secrets.createIfMissing(OWNER_PASSWORD, SecretFiles::randomPassword);
        secrets.createIfMissing(SERVICE_PASSWORD, SecretFiles::randomPassword);
        PostgresProcess server = PostgresProcess.start(
                binaries, data, secrets.path(OWNER_PASSWORD).toAbsolutePath(), SERVER_SETTINGS);
        try {
            createServiceRole(server.port(), secrets);
        } catch (SQLException e) {
            server.close();
            if (WRONG_PASSWORD.equals(e.getSQLState())) {
                throw CommandFailure.of(
                        "The password of " + data + " is not the one in " + secrets.path(OWNER_PASSWORD));
            }
            throw e;
        }
        return new EmbeddedDatabase(server, configuration(server.port(), secrets));
    }

    /** Creates a folder, or refuses an existing one that other users can access. */
    public static void requirePrivate(Path folder) {
        try {
            PrivateFolder.create(folder);
            PrivateFolder.fault(folder).ifPresent(fault -> {
                throw CommandFailure.of(fault);
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EmbeddedDatabase join(Path directory, SecretFiles secrets) throws IOException {
        int port = PostmasterPidFile.read(directory.resolve(DATA_FOLDER).resolve(PostmasterPidFile.FILE))
                .filter(PostmasterPidFile::isReady)
                .filter(postmaster -> postmaster.process().isPresent())
                .map(PostmasterPidFile::port)
                .orElseThrow(() -> CommandFailure.ofTemporary("Another process uses " + directory.toAbsolutePath()
                        + ", and its database is not ready: try again in a moment"));
        return new EmbeddedDatabase(null, configuration(port, secrets));
    }

    private static Map<String, Object> configuration(int port, SecretFiles secrets) {
        String url = url(port);
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
        if (server != null) {
            server.close();
        }
    }

    private static void createServiceRole(int port, SecretFiles secrets) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url(port), OWNER, secrets.read(OWNER_PASSWORD));
                Statement statement = connection.createStatement();
                ResultSet role = statement.executeQuery("SELECT FROM pg_roles WHERE rolname = '" + SERVICE + "'")) {
            if (!role.next()) {
                // The password is generated: letters, digits, - and _ only.
                statement.execute(
                        "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(SERVICE, secrets.read(SERVICE_PASSWORD)));
            }
        }
    }

    private static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
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
