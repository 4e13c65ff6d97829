package mizan.platform;

import io.micronaut.context.annotation.Bean;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;

/**
 * The system clock, corrected where it differs from the clock of the database. All replicas share the database, so their
 * times agree although the clocks of their machines do not.
 */
@Singleton
@Bean(typed = SharedClock.class)
public final class SharedClock extends Clock {

    private final Clock system;
    private volatile Duration correction = Duration.ZERO;

    @Inject
    SharedClock() {
        this(Clock.systemUTC());
    }

    /** @param system the clock of the machine */
    public SharedClock(Clock system) {
        this.system = system;
    }

    /** The time from now on is that of the system plus the correction. */
    public void correct(Duration newCorrection) {
        correction = newCorrection;
    }

    public Duration correction() {
        return correction;
    }

    /** The time without the correction. */
    public Instant systemTime() {
        return system.instant();
    }

    @Override
    public Instant instant() {
        return system.instant().plus(correction);
    }

    @Override
    public ZoneId getZone() {
        return system.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The service's clock is in UTC");
    }
}
