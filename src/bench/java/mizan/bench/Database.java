package mizan.bench;

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
 * A PostgreSQL of the benchmark's own, as processes of its own, with the product's schema. What is committed is flushed to
 * the disk; the other settings are what a small server would be given.
 */
final class Database implements AutoCloseable {

    static final String OWNER = "postgres";
    static final String SERVICE = "mizan";

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

    /** A crash would cost the data, which can be made again. */
    private static final Map<String, String> WHILE_FILLING = Map.of(
            "fsync", "off",
            "synchronous_commit", "off",
            "full_page_writes", "off",
            "wal_level", "minimal",
            "max_wal_senders", "0",
            "maintenance_work_mem", "1GB",
            "autovacuum", "off");

    private final EmbeddedPostgres server;

    private Database(Path directory, Map<String, String> settings) {
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

    static Database start(Path directory) {
        return new Database(directory, SETTINGS);
    }

    /** The same for those who fill it, with the newest schema. Nothing is safe until it is closed. */
    static Database startToFill(Path directory) {
        Map<String, String> settings = new TreeMap<>(SETTINGS);
        settings.putAll(WHILE_FILLING);
        Database database = new Database(directory, settings);
        database.execute("CREATE ROLE " + SERVICE + " LOGIN");
        Flyway.configure()
                .dataSource(database.url(), OWNER, "")
                .placeholders(Map.of("service-role", SERVICE))
                .load()
                .migrate();
        return database;
    }

    static String settings() {
        return String.join(
                ", ",
                SETTINGS.entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toList());
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + server.getPort() + "/postgres";
    }

    /** A connection of the role that owns the tables. */
    Connection connect() {
        try {
            return DriverManager.getConnection(url(), OWNER, "");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void execute(String sql) {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    long number(String query) {
        return Long.parseLong(text(query));
    }

    String text(String query) {
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
