package mizan.submission.robot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import mizan.testing.MutableClock;
import org.junit.jupiter.api.Test;

class SubmissionRateTest {

    private final MutableClock clock = new MutableClock();
    private final SubmissionRate rate = new SubmissionRate(3, clock);

    @Test
    void rateIsRaisedOnceTheQuotaOfAMinuteIsUsedUp() {
        assertThat(rate.count()).isFalse();
        assertThat(rate.count()).isFalse();
        assertThat(rate.count()).isFalse();

        assertThat(rate.count()).isTrue();
    }

    @Test
    void usualRateIsNeverRaised() {
        for (int i = 0; i < 100; i++) {
            assertThat(rate.count()).isFalse();
            clock.advance(Duration.ofSeconds(20));
        }
    }

    @Test
    void rateStaysRaisedWhileSubmissionsAreMany() {
        for (int i = 0; i < 4; i++) {
            rate.count();
        }

        for (int i = 0; i < 100; i++) {
            clock.advance(Duration.ofSeconds(5));
            assertThat(rate.count()).isTrue();
        }
    }

    @Test
    void rateIsNoLongerRaisedAfterAQuietMinute() {
        for (int i = 0; i < 4; i++) {
            rate.count();
        }

        clock.advance(SubmissionRate.HOLD);

        assertThat(rate.count()).isFalse();
    }
}
