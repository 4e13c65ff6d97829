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
 * A PostgreSQL of the service's own, for a laptop: its binaries come as a library, its data stay in a folder, every
 * commit is flushed to the disk. It listens on the loopback address only and asks for a password that only this
 * folder's owner can read. The container image does not have it.
 */
public final class EmbeddedDatabase implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(20);

    private static final String DATA = "postgresql";
    private static final String OWNER = "postgres";
    private static final String SERVICE = "mizan";
    private static final String OWNER_PASSWORD = "database-owner-password";
    private static final String SERVICE_PASSWORD = "database-service-password";

    private static final String PASSWORDS_ONLY = """
            host all all 127.0.0.1/32 scram-sha-256
            host all all ::1/128      scram-sha-256
            """;

    private static final List<FileLock> HELD = new CopyOnWriteArrayList<>();

    private final @Nullable EmbeddedPostgres server;
    private final Map<String, Object> configuration;

    private EmbeddedDatabase(@Nullable EmbeddedPostgres server, Map<String, Object> configuration) {
        this.server = server;
        this.configuration = configuration;
    }

    /** Whether this build has the database in it. */
    public static boolean isIncluded() {
        try {
            Class.forName("io.zonky.test.db.postgres.embedded.EmbeddedPostgres");
            return true;
        } catch (ClassNotFoundException _) {
            return false;
        }
    }

    /**
     * Starts it. A server that outlived a killed process is ended first.
     *
     * @param directory where its data and passwords stay; made if it is not there
     * @throws IllegalStateException if another process uses the folder
     */
    public static EmbeddedDatabase start(Path directory) {
        return open(directory, () -> {
            throw new IllegalStateException("Another process uses " + directory.toAbsolutePath());
        });
    }

    /**
     * Starts it, or uses the one that another process has started.
     *
     * @throws IllegalStateException if that one is not ready
     */
    public static EmbeddedDatabase startOrJoin(Path directory) {
        return open(directory, () -> join(directory, new SecretFiles(directory.resolve("secrets"))));
    }

    private static EmbeddedDatabase open(Path directory, InUse whereItIsInUse) {
        try {
            Files.createDirectories(directory);
            return lock(directory)
                    ? start(directory, new SecretFiles(directory.resolve("secrets")))
                    : whereItIsInUse.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException("The local database did not start", e);
        }
    }

    private static EmbeddedDatabase start(Path directory, SecretFiles secrets) throws IOException, SQLException {
        Path data = directory.resolve(DATA);
        endSurvivor(data.resolve(PostmasterPidFile.FILE));
        Path hostRules = data.resolve("pg_hba.conf");
        boolean isNew = !Files.exists(hostRules) || !Files.readString(hostRules).equals(PASSWORDS_ONLY);
        secrets.createIfMissing(OWNER_PASSWORD, SecretFiles::randomPassword);
        secrets.createIfMissing(SERVICE_PASSWORD, SecretFiles::randomPassword);
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setOverrideWorkingDirectory(directory.resolve("binaries").toFile())
                .setPGStartupWait(START)
                // PostgreSQL's own, the same on every system.
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
                protect(server, hostRules, secrets);
            } catch (IOException | SQLException e) {
                server.close();
                throw e;
            }
        }
        return new EmbeddedDatabase(server, configuration(server.getPort(), secrets));
    }

    private static EmbeddedDatabase join(Path directory, SecretFiles secrets) throws IOException {
        int port = PostmasterPidFile.read(directory.resolve(DATA).resolve(PostmasterPidFile.FILE))
                .filter(PostmasterPidFile::isReady)
                .filter(postmaster -> postmaster.process().isPresent())
                .map(PostmasterPidFile::port)
                .orElseThrow(() -> new IllegalStateException("Another process uses " + directory.toAbsolutePath()
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

    /** What to do about a folder that another process uses. */
    @FunctionalInterface
    private interface InUse {
        EmbeddedDatabase open() throws IOException;
    }

    /** What makes the service use it. */
    public Map<String, Object> configuration() {
        return configuration;
    }

    /** Whether this process has started it, and nobody else uses it. */
    public boolean isOwn() {
        return server != null;
    }

    /** Stops it, after what it is at, if this process has started it. */
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

    // Between initdb and this, the server trusts whoever reaches the loopback address; afterwards it never does.
    private static void protect(EmbeddedPostgres server, Path hostRules, SecretFiles secrets)
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
            // Passwords of our own making: letters, digits, - and _ only.
            statement.execute("ALTER ROLE %s PASSWORD '%s'".formatted(OWNER, secrets.read(OWNER_PASSWORD)));
            statement.execute("ALTER ROLE %s PASSWORD '%s'".formatted(SERVICE, secrets.read(SERVICE_PASSWORD)));
            Path draft = Files.writeString(hostRules.resolveSibling("pg_hba.draft"), PASSWORDS_ONLY);
            Files.move(draft, hostRules, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    // Held until the process ends, however it ends; a lock whose channel nobody holds is collected, and with it
    // released.
    private static boolean lock(Path directory) throws IOException {
        FileChannel channel =
                FileChannel.open(directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            return false;
        }
        HELD.add(lock);
        return true;
    }

    private static void endSurvivor(Path pidFile) throws IOException {
        Optional<ProcessHandle> found = PostmasterPidFile.read(pidFile).flatMap(PostmasterPidFile::process);
        if (found.isEmpty()) {
            return;
        }
        ProcessHandle survivor = found.get();
        long pid = survivor.pid();
        LOG.info("Ending the database server {} that a killed process has left", pid);
        survivor.destroy();
        try {
            survivor.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("The database server " + pid + " does not end", e);
        }
    }
}
