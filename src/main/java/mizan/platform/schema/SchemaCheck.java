package mizan.platform.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;

/** Compares the database with what this version of the service needs, as the service's own role: schema and grants. */
final class SchemaCheck {

    private static final String GRANTS = "db/migration/afterMigrate__grant.sql";

    /** A grant of whole tables to the service's role. */
    private static final Pattern GRANT = Pattern.compile("GRANT ([A-Z, ]+) ON ([a-z_, ]+) TO");

    private SchemaCheck() {}

    /**
     * Runs the check.
     *
     * @throws org.flywaydb.core.api.FlywayException if the history of migrations cannot be read
     */
    static Result run(DataSource database) throws SQLException {
        if (isSessionShared(database)) {
            return new Result(
                    Optional.of("DATASOURCES_DEFAULT_URL is the address of a pooler in transaction mode:"
                            + " use its session mode, or the address of PostgreSQL"),
                    Optional.empty());
        }
        List<MigrationInfo> migrations = List.of(SchemaMigration.configuration()
                .dataSource(database)
                .load()
                .info()
                .all());
        Optional<String> problem = problem(migrations);
        return new Result(
                problem.isPresent() ? problem : missingGrants(database), newest(migrations, SchemaCheck::isFuture));
    }

    /**
     * Whether a second connection gets the session of an idle first one, as PgBouncer does in transaction mode. The service sets
     * its timeouts per session, and the driver prepares statements per session.
     */
    private static boolean isSessionShared(DataSource database) throws SQLException {
        try (Connection first = database.getConnection();
                Connection second = database.getConnection()) {
            int session = session(first);
            second.setAutoCommit(false);
            boolean isShared = session(second) == session || session(first) != session;
            second.rollback();
            return isShared;
        }
    }

    private static int session(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT pg_backend_pid()")) {
            var _ = row.next();
            return row.getInt(1);
        }
    }

    private static Optional<String> problem(List<MigrationInfo> migrations) {
        Optional<String> failed =
                newest(migrations, migration -> migration.getState().isFailed());
        if (failed.isPresent()) {
            return Optional.of("migration " + failed.get() + " has failed: restore the database or repair it by hand");
        }
        Optional<String> changed =
                newest(migrations, migration -> migration.isApplied() && !migration.isChecksumMatching());
        if (changed.isPresent()) {
            return Optional.of("migration " + changed.get() + " of the database is not the one of this version");
        }
        Optional<String> pending = newest(migrations, migration -> migration.getState() == MigrationState.PENDING);
        return pending.map(needed -> newest(migrations, MigrationInfo::isApplied)
                .map(version -> "the schema has version %s, and this version of the service needs %s: run mizan migrate"
                        .formatted(version, needed))
                .orElse("the database has no tables yet: run mizan migrate"));
    }

    private static Optional<String> newest(List<MigrationInfo> migrations, Predicate<MigrationInfo> isMeant) {
        return migrations.stream()
                .filter(MigrationInfo::isVersioned)
                .filter(isMeant)
                .map(MigrationInfo::getVersion)
                .filter(Objects::nonNull)
                .max(Comparator.naturalOrder())
                .map(Object::toString);
    }

    private static boolean isFuture(MigrationInfo migration) {
        return migration.getState() == MigrationState.FUTURE_SUCCESS;
    }

    private static Optional<String> missingGrants(DataSource database) throws SQLException {
        List<Grant> grants = grants();
        String missing;
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("""
                        SELECT privilege || ' on ' || relation
                          FROM unnest(?, ?) AS needed(relation, privilege)
                         WHERE NOT has_table_privilege(relation, privilege)
                        """)) {
            statement.setArray(
                    1,
                    connection.createArrayOf(
                            "text", grants.stream().map(Grant::table).toArray()));
            statement.setArray(
                    2,
                    connection.createArrayOf(
                            "text", grants.stream().map(Grant::privilege).toArray()));
            missing = texts(statement).collect(joining(", "));
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("the service's role lacks " + missing
                        + ": run mizan migrate with DATASOURCES_DEFAULT_USERNAME");
    }

    private static Stream<String> texts(PreparedStatement query) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts.stream();
    }

    /** The grants that each migration ends with. */
    static List<Grant> grants() {
        return GRANT.matcher(resource())
                .results()
                .flatMap(grant -> list(grant.group(2))
                        .flatMap(table -> list(grant.group(1)).map(privilege -> new Grant(table, privilege))))
                .toList();
    }

    private static Stream<String> list(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip);
    }

    private static String resource() {
        try (InputStream stream =
                Objects.requireNonNull(SchemaCheck.class.getClassLoader().getResourceAsStream(GRANTS), GRANTS)) {
            return new String(stream.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A privilege of the service's role on a table. */
    record Grant(String table, String privilege) {}

    /**
     * The result of the check.
     *
     * @param problem why the service cannot work with this database, as a clause; empty if it can
     * @param newerVersion the version of a schema that a later version of the service has written, which is compatible
     */
    record Result(Optional<String> problem, Optional<String> newerVersion) {}
}
