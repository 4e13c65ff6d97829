package mizan.testing;

import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mizan.command.postgres.PostgresProcess;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** A real PostgreSQL, one for each JVM that runs tests, with the two roles of a production installation. */
public final class Postgres {

    private static final String LOG = "postgresql.log";

    private static final String OWNER = PostgresProcess.OWNER;

    /**
     * A plan in JSON: indented by a tab, after a line with the duration. A plan that is not fully written yet has no
     * last brace.
     */
    private static final Pattern PLAN = Pattern.compile("plan:\\n((?:\\t.*\\n)*?\\t\\}\\n)");

    /** The hash chain first: background jobs lock the tables in this order. */
    private static final List<String> TABLES = List.of(
            "webhook",
            "webhook_delivery",
            "audit_chain",
            "audit_entry",
            "article",
            "author_stats",
            "block",
            "comment",
            "comment_search",
            "decision",
            "erasure",
            "idempotency_key",
            "import_omission",
            "import",
            "imported_comment",
            "key_check",
            "mail",
            "mail_recipient",
            "notification_request",
            "scorer_key",
            "screening_model",
            "screening_rule_set",
            "moderator",
            "outbox_event",
            "notice",
            "notice_receipt",
            "report");

    private static final PostgresProcess SERVER = start();

    // One connection each, kept open, because connecting takes longer than the statements of a test.
    private static final Connection WRITER =
            connection("SET session_replication_role = replica; SET lock_timeout = '2min'");

    // Statements of tests are not logged, so that the log contains only the plans of the service.
    private static final Connection READER =
            connection("SET auto_explain.log_min_duration = -1; SET statement_timeout = '2min'");

    private Postgres() {}

    /** The JDBC URL of the database. */
    public static String url() {
        return String.valueOf(configuration().get("datasources.default.url"));
    }

    /** Configuration of the service: its own role for queries, the owner for migrations. */
    public static Map<String, Object> configuration() {
        String url = "jdbc:postgresql://localhost:" + SERVER.port() + "/postgres";
        return Map.of(
                "datasources.default.url", url,
                "datasources.default.username", "mizan",
                "datasources.default.password", "mizan",
                "flyway.datasources.migration.url", url,
                "flyway.datasources.migration.user", "postgres",
                "flyway.datasources.migration.password", "postgres");
    }

    /** Runs a statement as the superuser, without triggers and grants. */
    public static void execute(String sql) {
        synchronized (WRITER) {
            try (Statement statement = WRITER.createStatement()) {
                statement.execute(sql);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    // Some statements must run outside a transaction block.
    private static void executeAlone(String sql) {
        try {
            executeAsOwner(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a statement as the service's own role. */
    public static void executeAsService(String sql) throws SQLException {
        executeAs("mizan", sql);
    }

    /** Runs a statement as the role that owns the tables, with its triggers. */
    public static void executeAsOwner(String sql) throws SQLException {
        executeAs(OWNER, sql);
    }

    private static void executeAs(String role, String sql) throws SQLException {
        try (Connection connection = connect(SERVER, role);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows of a query, each as a list of values in text form, with {@code null} for NULL. */
    public static List<List<String>> query(String sql) {
        synchronized (READER) {
            try (Statement statement = READER.createStatement();
                    ResultSet result = statement.executeQuery(sql)) {
                return rows(result);
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static List<List<String>> rows(ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
            List<String> row = new ArrayList<>();
            for (int column = 1; column <= columns; column++) {
                row.add(String.valueOf(result.getString(column)));
            }
            rows.add(row);
        }
        return rows;
    }

    /** The first value of the first row of a query. */
    public static String value(String sql) {
        return query(sql).getFirst().getFirst();
    }

    /** Turns the logging of all query plans on or off. */
    public static void logPlans(boolean isOn) {
        executeAlone("ALTER SYSTEM " + (isOn ? "SET auto_explain.log_min_duration = 0" : "RESET ALL"));
        execute("SELECT pg_reload_conf()");
    }

    /** The current size of the log in bytes. */
    public static long logSize() {
        return Long.parseLong(value("SELECT size FROM pg_stat_file('log/" + LOG + "')"));
    }

    /** The plans logged since the log had this size, as JSON documents of auto_explain. */
    public static List<String> plansSince(long logged) {
        return PLAN.matcher(logSince(logged))
                .results()
                .map(plan -> plan.group(1))
                .toList();
    }

    /** The text logged since the log had this size. */
    public static String logSince(long logged) {
        return value("SELECT pg_read_file('log/%s', %d, 100000000)".formatted(LOG, logged));
    }

    /** Writes a line to the log of PostgreSQL. */
    public static void log(String text) {
        execute("DO $$ BEGIN RAISE LOG '%s'; END $$".formatted(text));
    }

    /**
     * Updates the statistics and the visibility map. VACUUM leaves out pages with rows that an open transaction does not see
     * yet, or whose commit is not flushed, so it is repeated until nearly all pages of large tables are visible.
     */
    public static void vacuum() {
        await("VACUUM").atMost(Duration.ofMinutes(2)).until(() -> {
            executeAlone("CHECKPOINT");
            executeAlone("VACUUM ANALYZE");
            return value("""
                    SELECT count(*)
                      FROM pg_class
                     WHERE relkind = 'r'
                       AND relnamespace = CAST('public' AS regnamespace)
                       AND relpages > 100
                       AND relallvisible < 0.99 * relpages
                    """).equals("0");
        });
    }

    /** Deletes all rows of the service. */
    public static void deleteRows() {
        // The locks wait for running transactions, without deadlocks. Deleting few rows takes a twentieth of the time
        // of
        // TRUNCATE, until there are too many dead rows.
        String tables = String.join(", ", TABLES);
        execute("""
                DO $$
                BEGIN
                    IF to_regclass('comment') IS NULL THEN
                        RETURN; -- no service has started yet
                    END IF;
                    PERFORM lock_tables(%s);
                    IF pg_total_relation_size('comment') + pg_total_relation_size('audit_entry') > 2000000 THEN
                        TRUNCATE %s;
                    ELSE
                        %s
                    END IF;
                END
                $$
                """.formatted(
                        TABLES.stream().map("'%s'"::formatted).collect(Collectors.joining(", ")),
                        tables,
                        TABLES.stream().map("DELETE FROM %s;"::formatted).collect(Collectors.joining(" "))));
    }

    /** Copies the rows of all tables, as one snapshot sees them. */
    static void copyOut(BiConsumer<String, byte[]> tables) {
        try (Connection connection = connectAsOwner()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            CopyManager copies = connection.unwrap(PGConnection.class).getCopyAPI();
            for (String table : TABLES) {
                ByteArrayOutputStream rows = new ByteArrayOutputStream();
                copies.copyOut("COPY " + table + " TO STDOUT", rows);
                tables.accept(table, rows.toByteArray());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copies rows into an empty table, without triggers. */
    static void copyIn(String table, byte[] rows) {
        synchronized (WRITER) {
            try {
                WRITER.unwrap(PGConnection.class)
                        .getCopyAPI()
                        .copyIn("COPY " + table + " FROM STDIN", new ByteArrayInputStream(rows));
            } catch (SQLException e) {
                throw new IllegalStateException(e);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Truncates all tables. Dead rows would influence the planner's estimates. */
    public static void truncateTables() {
        execute("TRUNCATE " + String.join(", ", TABLES));
    }

    private static Connection connection(String setting) {
        try {
            Connection connection = connectAsOwner();
            try (Statement statement = connection.createStatement()) {
                statement.execute(setting);
            }
            return connection;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PostgresProcess start() {
        try {
            Path folder = Files.createTempDirectory("mizan-postgresql");
            Path password = Files.writeString(folder.resolve("owner-password"), OWNER);
            PostgresProcess server = PostgresProcess.start(
                    Files.createDirectories(Path.of("target", "postgresql")).toAbsolutePath(),
                    folder.resolve("data"),
                    password,
                    Map.ofEntries(
                            // A crash of the machine loses the data of the tests.
                            Map.entry("fsync", "off"),
                            Map.entry("synchronous_commit", "off"),
                            Map.entry("max_connections", "300"),
                            Map.entry("timezone", "UTC"),
                            // For SSDs, as in the benchmark. With the default of 4, some plans are near ties.
                            Map.entry("random_page_cost", "1.1"),
                            // Logs nothing until a test turns plans on.
                            Map.entry("shared_preload_libraries", "auto_explain"),
                            Map.entry("auto_explain.log_format", "json"),
                            Map.entry("auto_explain.log_analyze", "on"),
                            Map.entry("auto_explain.log_timing", "off"),
                            Map.entry("auto_explain.log_nested_statements", "off"),
                            Map.entry("logging_collector", "on"),
                            Map.entry("log_filename", LOG)));
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, folder)));
            try (Connection connection = connect(server, OWNER);
                    Statement statement = connection.createStatement()) {
                statement.execute("CREATE ROLE mizan LOGIN PASSWORD 'mizan'");
            }
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void stop(PostgresProcess server, Path folder) {
        server.close();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A new connection of the role that owns the tables. */
    static Connection connectAsOwner() throws SQLException {
        return connect(SERVER, OWNER);
    }

    // The password of each role is its name.
    private static Connection connect(PostgresProcess server, String role) throws SQLException {
        return DriverManager.getConnection("jdbc:postgresql://localhost:" + server.port() + "/postgres", role, role);
    }
}
