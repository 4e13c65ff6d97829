package mizan.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micronaut.data.connection.ConnectionOperations;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import mizan.platform.SharedClock;
import mizan.testing.ServiceTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The database runs on this machine, so the tests change what the service takes for the time of its machine. */
class ClockSynchronizationTest extends ServiceTest {

    private static final Clock RIGHT = Clock.systemUTC();

    private static final Duration HALF_A_SECOND = Duration.ofMillis(500);

    private final MeterRegistry meters = new SimpleMeterRegistry();

    @ParameterizedTest
    @ValueSource(ints = {-7_200, -60, 60, 7_200})
    void clockThatIsOffIsCorrected(int seconds) {
        SharedClock clock = new SharedClock(Clock.offset(RIGHT, Duration.ofSeconds(seconds)));

        synchronization(clock).synchronize();

        assertThat(clock.instant()).isCloseTo(RIGHT.instant(), within(20, ChronoUnit.SECONDS));
        assertThat(meters.get("mizan.clock.offset").gauge().value()).isCloseTo(-seconds, within(20.0));
    }

    @Test
    void smallDifferencesAreNotCorrected() {
        SharedClock clock = new SharedClock(Clock.offset(RIGHT, HALF_A_SECOND));

        synchronization(clock).synchronize();

        assertThat(Duration.between(RIGHT.instant(), clock.instant())).isBetween(HALF_A_SECOND, Duration.ofSeconds(20));
    }

    @Test
    void correctionEndsWhenTheClockIsRightAgain() {
        SharedClock clock = new SharedClock(RIGHT);
        clock.follow(RIGHT.instant().plus(Duration.ofHours(1)));

        synchronization(clock).synchronize();

        assertThat(clock.instant()).isCloseTo(RIGHT.instant(), within(20, ChronoUnit.SECONDS));
    }

    @SuppressWarnings("unchecked")
    private ClockSynchronization synchronization(SharedClock clock) {
        return new ClockSynchronization(clock, bean(ConnectionOperations.class), meters);
    }
}
