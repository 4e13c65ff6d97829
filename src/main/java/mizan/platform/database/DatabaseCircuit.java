package mizan.platform.database;

import com.zaxxer.hikari.HikariDataSource;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Circuit breaker in front of the connection pool. While the database is unreachable, requests fail at once instead of after
 * the timeout of the pool, and one thread tries to connect. Until the schema is ready, no request gets a connection.
 */
@Singleton
public class DatabaseCircuit {

    /** The SQLSTATE of a connection that is refused because the schema is not ready. It is one of this service. */
    static final String NOT_READY = "MZ001";

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseCircuit.class);

    private static final String UNREACHABLE = "08001";
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(250);

    private final AtomicLong refused = new AtomicLong();
    private volatile boolean isWaitingForSchema;
    private volatile boolean isOpen;

    /** Refuses all requests until {@link #schemaIsReady}. */
    public void waitForSchema() {
        isWaitingForSchema = true;
    }

    public void schemaIsReady() {
        isWaitingForSchema = false;
    }

    /** Whether the database is known to be unreachable. */
    public boolean isOpen() {
        return isOpen;
    }

    Connection connect(HikariDataSource pool) throws SQLException {
        if (isWaitingForSchema) {
            throw new SQLTransientConnectionException("The schema is not ready", NOT_READY);
        }
        if (isOpen && pool.getHikariPoolMXBean().getIdleConnections() == 0) {
            refused.incrementAndGet();
            throw new SQLTransientConnectionException("The database is unreachable", UNREACHABLE);
        }
        try {
            return pool.getConnection();
        } catch (SQLException e) {
            // The pool does not say why its attempts have failed if none of them has ended yet.
            SQLException cause =
                    e.getSQLState() == null && pool.getHikariPoolMXBean().getTotalConnections() == 0
                            ? new SQLTransientConnectionException(e.getMessage(), UNREACHABLE, e)
                            : e;
            openAfter(cause, pool);
            throw cause;
        }
    }

    private synchronized void openAfter(SQLException cause, HikariDataSource pool) {
        DatabaseFailure failure = DatabaseFailure.of(cause);
        if (isOpen || (failure != DatabaseFailure.UNREACHABLE && failure != DatabaseFailure.REFUSED)) {
            return;
        }
        isOpen = true;
        refused.set(0);
        LOG.warn("Database outage: {} (SQLSTATE {})", failure.description(), cause.getSQLState());
        long since = System.nanoTime();
        Thread.ofVirtual().name("database-probe").start(() -> probe(pool, since));
    }

    private void probe(HikariDataSource pool, long since) {
        try {
            while (!pool.isClosed()) {
                Thread.sleep(PROBE_INTERVAL);
                if (isReachable(pool)) {
                    LOG.warn(
                            "The database is reachable again after {} s; {} attempts to connect were refused meanwhile",
                            Duration.ofNanos(System.nanoTime() - since).toSeconds(),
                            refused.get());
                    return;
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        } finally {
            isOpen = false;
        }
    }

    private static boolean isReachable(HikariDataSource pool) {
        try (Connection _ = pool.getConnection()) {
            return true;
        } catch (SQLException _) {
            return false;
        }
    }
}
