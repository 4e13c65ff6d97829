package mizan.platform.database;

import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;

/**
 * Raises the timeouts of one connection for work in bulk. The ordinary ones would end it: they protect requests, which
 * people wait for.
 */
@Singleton
public class LongStatements {

    private static final Duration LOCK_TIMEOUT = Duration.ofMinutes(1);
    private static final Duration STATEMENT_TIMEOUT = Duration.ofMinutes(30);

    LongStatements() {}

    /** Raises the socket's timeout, and removes that of the request. The pool restores the former when the connection returns. */
    public void allow(Connection connection) throws SQLException {
        RequestBudget.removeLimit();
        // The driver runs the command at once, in the calling thread.
        connection.setNetworkTimeout(
                Runnable::run, Math.toIntExact(STATEMENT_TIMEOUT.plusSeconds(1).toMillis()));
    }

    /** Raises the server's timeouts for the rest of the current transaction. */
    public void allowInTransaction(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL statement_timeout = %d; SET LOCAL lock_timeout = %d"
                    .formatted(STATEMENT_TIMEOUT.toMillis(), LOCK_TIMEOUT.toMillis()));
        }
    }
}
