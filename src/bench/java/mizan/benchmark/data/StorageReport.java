package mizan.benchmark.data;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import mizan.benchmark.process.PostgresServer;

/** The disk space of tables and indexes. */
public final class StorageReport {

    private static final double MEBIBYTE = 1024.0 * 1024.0;
    private static final double MILLION = 1_000_000.0;

    private StorageReport() {}

    /** One line for each table and index above 1 MB: its name, and its size in MiB per million comments. */
    public static String of(PostgresServer database, DataSize size) {
        StringBuilder lines = new StringBuilder();
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        SELECT coalesce(i.indrelid, c.oid)::regclass || CASE WHEN i.indrelid IS NULL THEN '' ELSE ' ' || c.relname END,
                               pg_table_size(c.oid)
                          FROM pg_class c
                          LEFT JOIN pg_index i ON i.indexrelid = c.oid
                         WHERE c.relnamespace = 'public'::regnamespace
                           AND c.relkind IN ('r', 'i')
                           AND pg_table_size(c.oid) > 1000000
                         ORDER BY 1
                        """)) {
            while (rows.next()) {
                lines.append(String.format(
                        Locale.ROOT,
                        "%-60s %8.1f MiB%n",
                        rows.getString(1),
                        rows.getLong(2) / MEBIBYTE / (size.total() / MILLION)));
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return lines.toString();
    }
}
