package mizan.platform.database;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.Optional;
import java.util.stream.Stream;

/** Tells a database that cannot be reached, or does not answer in time, from a fault of ours. */
public final class DatabaseUnavailable {

    private static final String LOCK_NOT_AVAILABLE = "55P03";

    private DatabaseUnavailable() {}

    public static boolean isCauseOf(Throwable thrown) {
        return causes(thrown).anyMatch(DatabaseUnavailable::isUnavailable);
    }

    /** Whether it is away for all: what is locked is so for those who want it. */
    static boolean isOutage(Throwable thrown) {
        return isCauseOf(thrown) && !isLockTimeout(thrown);
    }

    /** Whether somebody has held a row for too long (PostgreSQL's lock_timeout). */
    static boolean isLockTimeout(Throwable thrown) {
        return sqlState(thrown).equals(LOCK_NOT_AVAILABLE);
    }

    /** The SQLSTATE, or {@code none}; never the message, which may quote a row. */
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

    // SQLSTATE classes of PostgreSQL's appendix A.
    private static boolean isUnavailable(Throwable cause) {
        if (!(cause instanceof SQLException sql)) {
            return false;
        }
        String state = sql.getSQLState();
        return sql instanceof SQLTransientException
                || state == null // from the pool, about a connection that it has just lost: PostgreSQL always says
                || state.startsWith("08") // connection exception
                || state.startsWith("53") // insufficient resources
                || state.startsWith("57") // operator intervention: shutdown, statement timeout
                || state.equals(LOCK_NOT_AVAILABLE)
                || state.equals("25006"); // a standby: read-only transaction
    }
}
