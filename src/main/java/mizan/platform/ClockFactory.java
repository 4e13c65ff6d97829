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
    public Clock clock() {
        return Clock.tick(Clock.systemUTC(), MICROSECOND);
    }
}
