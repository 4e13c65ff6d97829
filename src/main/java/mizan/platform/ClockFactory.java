package mizan.platform;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/**
 * The service's clock, in UTC. It ticks in microseconds, the precision of PostgreSQL's {@code timestamptz}: an instant
 * is read back from the database as it was written. Tests replace it.
 */
@Factory
public final class ClockFactory {

    private static final Duration MICROSECOND = Duration.ofNanos(1_000);

    @Singleton
    Clock clock(SharedClock shared) {
        return Clock.tick(shared, MICROSECOND);
    }

    /** The clock of a process without a database. */
    public static Clock withoutDatabase() {
        return new ClockFactory().clock(new SharedClock());
    }
}
