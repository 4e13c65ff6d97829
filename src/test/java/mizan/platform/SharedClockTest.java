package mizan.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import mizan.testing.MutableClock;
import org.junit.jupiter.api.Test;

class SharedClockTest {

    private final MutableClock system = new MutableClock();
    private final SharedClock clock = new SharedClock(system);

    @Test
    void timeIsThatOfTheSystemAtFirst() {
        system.advance(Duration.ofHours(1));

        assertThat(clock.instant()).isEqualTo(system.instant());
    }

    @Test
    void settingTheSystemClockDoesNotChangeATimeThatIsFollowed() {
        Instant database = system.instant().plus(Duration.ofHours(2));
        clock.follow(database);

        system.advance(Duration.ofHours(2));

        assertThat(clock.instant()).isCloseTo(database, within(20, ChronoUnit.SECONDS));
        assertThat(clock.systemTime()).isEqualTo(system.instant());
    }

    @Test
    void followedTimeGoesOn() {
        clock.follow(system.instant());
        Instant before = clock.instant();

        await("the time to go on").until(() -> clock.instant().isAfter(before));

        clock.followSystem();
        assertThat(clock.instant()).isEqualTo(system.instant());
    }
}
