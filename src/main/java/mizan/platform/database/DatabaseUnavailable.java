package mizan.platform.database;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Recognises exceptions of a database that is unreachable or too slow. Clients get 503 and may retry; other exceptions
 * are bugs.
 */
public final class DatabaseUnavailable {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    /** Connection failures, and the end of the session by an administrator or a crash, also during a commit. */
    private static final Set<String> BROKEN_CONNECTION = Set.of("08003", "08006", "08007", "57P01", "57P02");

    /** The statement has changed nothing, and can be repeated: serialization_failure, deadlock_detected. */
    private static final Set<String> CONFLICTS = Set.of("40001", "40P01");

    /** Too many connections, the server starts or stops, a lock or statement timeout. */
    private static final Set<String> BUSY = Set.of("53300", "57P03", "57014", LOCK_NOT_AVAILABLE);

    private DatabaseUnavailable() {}

    public static boolean isCauseOf(Throwable thrown) {
        return causes(thrown).anyMatch(DatabaseUnavailable::isUnavailable);
    }

    /**
     * Whether a statement may have been committed although it failed: the connection broke after it was sent. Otherwise
     * nothing was committed.
     */
    public static boolean isCommitInDoubt(Throwable thrown) {
        // Transient exceptions are thrown by the pool and by queues, before a statement is sent.
        return causes(thrown).noneMatch(SQLTransientException.class::isInstance)
                && causes(thrown).anyMatch(DatabaseUnavailable::isConnectionBroken);
    }

    private static boolean isConnectionBroken(Throwable cause) {
        return cause instanceof SQLException sql
                && sql.getSQLState() != null
                && BROKEN_CONNECTION.contains(sql.getSQLState());
    }

    /** Whether all requests are affected. A conflict over a lock affects only the requests that need the locked row. */
    static boolean isOutage(Throwable thrown) {
        return isCauseOf(thrown) && !isLockConflict(thrown);
    }

    /** Whether another transaction held a lock for longer than PostgreSQL's {@code lock_timeout}, or waited for one too. */
    static boolean isLockConflict(Throwable thrown) {
        return sqlState(thrown).equals(LOCK_NOT_AVAILABLE) || isConflict(thrown);
    }

    /** Whether PostgreSQL has rolled back because of a concurrent transaction. The same work can succeed if repeated. */
    static boolean isConflict(Throwable thrown) {
        return CONFLICTS.contains(sqlState(thrown));
    }

    /** Whether the database works, but has no time for this now. */
    public static boolean isBusy(Throwable thrown) {
        return BUSY.contains(sqlState(thrown)) || isConflict(thrown);
    }

    /** The SQLSTATE for the log, or {@code none}. The message is not logged, because it may quote a row. */
    public static String sqlState(Throwable thrown) {
        return causes(thrown)
                .filter(SQLException.class::isInstance)
                .map(cause -> Optional.ofNullable(((SQLException) cause).getSQLState()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse("none");
    }

    private static Stream<Throwable> causes(Throwable thrown) {
        return Stream.iterate(thrown, cause -> cause != null, Throwable::getCause);
    }

    // SQLSTATE classes: PostgreSQL manual, appendix A.
    private static boolean isUnavailable(Throwable cause) {
        if (!(cause instanceof SQLException sql)) {
            return false;
        }
        String state = sql.getSQLState();
        return sql instanceof SQLTransientException
                || state == null // the pool reports a lost connection; PostgreSQL itself always sends a state
                || state.startsWith("08") // connection exception
                || state.startsWith("53") // insufficient resources
                || state.startsWith("57") // operator intervention: shutdown, statement timeout
                || state.equals(LOCK_NOT_AVAILABLE)
                || CONFLICTS.contains(state)
                || state.equals("25006"); // read-only transaction: the server is a standby
    }
}
