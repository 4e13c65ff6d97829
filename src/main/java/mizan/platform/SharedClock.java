package mizan.platform;

import io.micronaut.context.annotation.Bean;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The system clock, or the time of the database where that differs. All replicas share the database, so their times agree
 * although the clocks of their machines do not.
 */
@Singleton
@Bean(typed = SharedClock.class)
public final class SharedClock extends Clock {

    private final Clock system;
    private volatile @Nullable Anchor anchor;

    @Inject
    SharedClock() {
        this(Clock.systemUTC());
    }

    /** @param system the clock of the machine */
    public SharedClock(Clock system) {
        this.system = system;
    }

    /** Whether the time is that of the system. */
    public boolean followsSystem() {
        return anchor == null;
    }

    /** From now on the time is that of the system. */
    public void followSystem() {
        anchor = null;
    }

    /** From now on the time is independent of the system clock, also if that is set. */
    public void follow(Instant now) {
        anchor = new Anchor(now, System.nanoTime());
    }

    /** The time of the system. */
    public Instant systemTime() {
        return system.instant();
    }

    @Override
    public Instant instant() {
        @Nullable Anchor followed = anchor;
        return followed == null ? system.instant() : followed.time().plusNanos(System.nanoTime() - followed.nanos());
    }

    @Override
    public ZoneId getZone() {
        return system.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("The service's clock is in UTC");
    }

    /**
     * A time.
     *
     * @param nanos the value of {@link System#nanoTime} then
     */
    private record Anchor(Instant time, long nanos) {}
}
