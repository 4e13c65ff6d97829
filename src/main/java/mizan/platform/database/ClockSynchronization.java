package mizan.platform.database;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.data.connection.ConnectionOperations;
import io.micronaut.scheduling.annotation.Scheduled;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import mizan.platform.SharedClock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the clock of this machine with that of the database, at the start and each minute. If they differ by more than a
 * second, the service's clock follows the database.
 */
@Context // so that its metric exists from the start
public class ClockSynchronization {

    private static final Logger LOG = LoggerFactory.getLogger(ClockSynchronization.class);

    /** Clocks that are synchronized differ by less. */
    private static final Duration TOLERANCE = Duration.ofSeconds(1);

    private final SharedClock clock;
    private final ConnectionOperations<Connection> connections;
    private volatile Duration offset = Duration.ZERO;

    ClockSynchronization(SharedClock clock, ConnectionOperations<Connection> connections, MeterRegistry meters) {
        this.clock = clock;
        this.connections = connections;
        Gauge.builder("mizan.clock.offset", () -> offset.toMillis() / 1e3)
                .description("By how much the clock of the database is ahead of the clock of this machine")
                .baseUnit("seconds")
                .register(meters);
    }

    /** Changes nothing if the database is unavailable. */
    @Scheduled(initialDelay = "1m", fixedDelay = "1m")
    public void synchronize() {
        try {
            connections.executeRead(status -> {
                synchronize(status.getConnection());
                return true;
            });
        } catch (RuntimeException e) {
            if (!DatabaseUnavailable.isCauseOf(e)) {
                throw e;
            }
        }
    }

    private void synchronize(Connection connection) {
        Instant before = clock.systemTime();
        long start = System.nanoTime();
        Instant database = time(connection);
        // The database has read its clock at some time between the request and the response.
        Duration uncertainty = Duration.ofNanos(System.nanoTime() - start).dividedBy(2);
        offset = Duration.between(before.plus(uncertainty), database);
        Instant earlier = clock.instant();
        boolean wasSynchronized = clock.followsSystem();
        boolean isSynchronized = offset.abs().compareTo(TOLERANCE.plus(uncertainty)) <= 0;
        if (isSynchronized) {
            clock.followSystem();
        } else {
            clock.follow(database.plus(uncertainty));
        }
        if (isSynchronized != wasSynchronized
                || Duration.between(earlier, clock.instant()).abs().compareTo(TOLERANCE) > 0) {
            LOG.warn(
                    "The clock of the database is {} s ahead of the clock of this machine; the time used is {}",
                    offset.toMillis() / 1e3,
                    isSynchronized ? "this machine's" : "the database's");
        }
    }

    private static Instant time(Connection connection) {
        try (PreparedStatement statement = connection.prepareStatement("SELECT clock_timestamp()");
                ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getObject(1, OffsetDateTime.class).toInstant();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
