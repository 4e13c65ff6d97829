package mizan.platform.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.sql.SQLTransientException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The reason why the database does not serve a request: SQLSTATE classes of the PostgreSQL manual, appendix A. */
public enum DatabaseFailure {
    /** No connection, the connection broke, or the server starts or stops. */
    UNREACHABLE("the database is unreachable"),
    /** The server refuses the role, its password or the database. */
    REFUSED("the database refuses the connection: check role, password and database name"),
    /** This service waits for its schema, at the start. */
    NOT_READY("the schema is not ready"),
    /** All connections of this replica were in use for too long. */
    POOL_EXHAUSTED("all connections of the pool are in use"),
    /** The server has no connections left. */
    TOO_MANY_CONNECTIONS("PostgreSQL has no connections left: compare max_connections with the sum of the pools"),
    /** The server cannot write. */
    DISK_FULL("the disk of the database is full"),
    /** The server lacks memory, or another resource. */
    OUT_OF_RESOURCES("PostgreSQL lacks memory or another resource"),
    /** Another transaction has held a lock for too long. */
    LOCK_TIMEOUT("a lock was held for too long"),
    /** A statement took longer than it may. */
    STATEMENT_TIMEOUT("a statement took too long"),
    /** The statements of a request took longer than they may together. */
    REQUEST_TIMEOUT("the statements of a request took too long together"),
    /** Concurrent transactions were in each other's way. */
    CONFLICT("concurrent transactions were in conflict"),
    /** The server is a standby. */
    READ_ONLY("the database is read-only: it is a standby"),
    /** More requests wait in this replica than it can serve. */
    OVERLOADED("too many requests wait for the database");

    private final String description;

    DatabaseFailure(String description) {
        this.description = description;
    }

    /** A clause for the log, without data of requests. */
    public String description() {
        return description;
    }

    /** The reason of a failure that {@link DatabaseUnavailable#isCauseOf} recognises. */
    public static DatabaseFailure of(Throwable thrown) {
        String state = DatabaseUnavailable.sqlState(thrown);
        if (state.equals("none")) {
            return withoutState(thrown);
        }
        return switch (state) {
            case DatabaseCircuit.NOT_READY -> NOT_READY;
            case RequestBudget.EXHAUSTED -> REQUEST_TIMEOUT;
            case "53300" -> TOO_MANY_CONNECTIONS;
            case "53100" -> DISK_FULL;
            case "55P03" -> LOCK_TIMEOUT;
            case "57014" -> STATEMENT_TIMEOUT;
            case "40001", "40P01" -> CONFLICT;
            case "25006" -> READ_ONLY;
            default -> ofClass(state);
        };
    }

    private static DatabaseFailure ofClass(String state) {
        return switch (state.substring(0, Math.min(2, state.length()))) {
            case "28", "3D" -> REFUSED;
            case "53", "54", "58" -> OUT_OF_RESOURCES;
            default -> UNREACHABLE;
        };
    }

    // The pool has no state for its own timeout, and the queues of this service have none.
    private static DatabaseFailure withoutState(Throwable thrown) {
        @Nullable SQLException sql = Stream.iterate(thrown, cause -> cause != null, Throwable::getCause)
                .filter(SQLException.class::isInstance)
                .map(SQLException.class::cast)
                .findFirst()
                .orElse(null);
        return switch (sql) {
            case SQLTransientConnectionException _ -> POOL_EXHAUSTED;
            case SQLTransientException _ -> OVERLOADED;
            case null, default -> UNREACHABLE;
        };
    }
}
