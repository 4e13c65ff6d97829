package mizan.benchmark.process;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;

/**
 * A PostgreSQL server with the schema of the service. Commits are flushed to disk; the other settings suit a small
 * server.
 */
public final class PostgresServer implements AutoCloseable {

    public static final String OWNER = "postgres";
    public static final String SERVICE = "mizan";

    private static final Map<String, String> SETTINGS = new TreeMap<>(Map.of(
            "fsync", "on",
            "synchronous_commit", "on",
            "full_page_writes", "on",
            "max_connections", "200",
            "shared_buffers", "1GB",
            "effective_cache_size", "4GB",
            "max_wal_size", "8GB",
            "checkpoint_timeout", "15min",
            "random_page_cost", "1.1",
            "jit", "off"));

    /** Fast but unsafe: a crash loses the data, which can be generated again. */
    private static final Map<String, String> BULK_LOAD_SETTINGS = Map.of(
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "wal_level", "minimal",
            "max_wal_senders", "0",
            "maintenance_work_mem", "1GB",
            "autovacuum", "off");

    private final EmbeddedPostgres server;

    private PostgresServer(Path directory, Map<String, String> settings) {
        EmbeddedPostgres.Builder builder = EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setPGStartupWait(Duration.ofMinutes(5))
                .setLocaleConfig("locale", "C")
                .setLocaleConfig("locale-provider", "builtin")
                .setLocaleConfig("builtin-locale", "C.UTF-8")
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("unix_socket_directories", "");
        settings.forEach(builder::setServerConfig);
        try {
            this.server = builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static PostgresServer start(Path directory) {
        return new PostgresServer(directory, SETTINGS);
    }

    /** Starts a server for a bulk load and migrates its schema. The data is durable only after {@link #close}. */
    public static PostgresServer startForBulkLoad(Path directory) {
        Map<String, String> settings = new TreeMap<>(SETTINGS);
        settings.putAll(BULK_LOAD_SETTINGS);
        PostgresServer database = new PostgresServer(directory, settings);
        database.execute("CREATE ROLE " + SERVICE + " LOGIN");
        Flyway.configure()
                .dataSource(database.url(), OWNER, "")
                .placeholders(Map.of("service-role", SERVICE))
                .load()
                .migrate();
        return database;
    }

    public static String settings() {
        return String.join(
                ", ",
                SETTINGS.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toList());
    }

    public String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    /** A connection of the owner of the tables. */
    public Connection connect() {
        try {
            return DriverManager.getConnection(url(), OWNER, "");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    public void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    public long number(String query) {
        return Long.parseLong(text(query));
    }

    public String text(String query) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getString(1);
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
