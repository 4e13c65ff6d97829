package mizan.platform.database;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Opens the connections of the pool. The thread of HikariCP that calls it waits up to 5 s after a failure, and after an
 * outage all requests wait with it. So this class itself retries, twice a second, until a connection is open or the reason
 * of the failure changes.
 */
final class ReconnectingDataSource extends DelegatingDataSource {

    /** The pool waits for 0.6 s in all after these. */
    private static final int REPORTED_FAILURES = 6;

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final AtomicInteger failures = new AtomicInteger();
    private volatile @Nullable DatabaseFailure reported;

    ReconnectingDataSource(DataSource driver) {
        super(driver);
    }

    @Override
    public Connection getConnection() throws SQLException {
        return connect(super::getConnection);
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return connect(() -> super.getConnection(username, password));
    }

    private Connection connect(Attempt attempt) throws SQLException {
        while (true) {
            try {
                Connection connection = attempt.connect();
                failures.set(0);
                return connection;
            } catch (SQLException e) {
                // The pool tells the reason of the last failure to the requests that wait for a connection.
                DatabaseFailure reason = DatabaseFailure.of(e);
                if (failures.incrementAndGet() <= REPORTED_FAILURES || reason != reported) {
                    reported = reason;
                    throw e;
                }
                pause(e);
            }
        }
    }

    /** @throws SQLException the failure, if the pool is closed meanwhile */
    private static void pause(SQLException failure) throws SQLException {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw failure;
        }
    }

    /** An attempt to connect. */
    @FunctionalInterface
    private interface Attempt {

        Connection connect() throws SQLException;
    }
}
