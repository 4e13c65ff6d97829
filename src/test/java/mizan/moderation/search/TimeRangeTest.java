package mizan.moderation.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import mizan.moderation.KeysetPosition;
import org.junit.jupiter.api.Test;

class TimeRangeTest {

    private static final Instant START = Instant.parse("2026-03-14T12:00:00Z");
    private static final Instant LIMIT = START.plus(Duration.ofDays(1_000));

    @Test
    void rangeIsLongEnoughForTwiceTheMissingMatches() {
        TimeRange range = TimeRange.next(START, after(Duration.ofHours(1)), 10, 40, LIMIT);

        assertThat(range.end()).isEqualTo(START.plus(Duration.ofHours(1 + 9)));
        assertThat(range.isLast()).isFalse();
    }

    @Test
    void rangeGrowsFastWithoutMatches() {
        TimeRange range = TimeRange.next(START, after(Duration.ofHours(1)), 0, 50, LIMIT);

        assertThat(range.end()).isEqualTo(START.plus(Duration.ofHours(1 + 128)));
    }

    @Test
    void rangeCanGoBackwards() {
        TimeRange range = TimeRange.next(START, after(Duration.ofHours(-1)), 10, 40, Instant.EPOCH);

        assertThat(range.end()).isEqualTo(START.minus(Duration.ofHours(1 + 9)));
    }

    @Test
    void rangeIsAtLeastOneMinuteLong() {
        assertThat(TimeRange.next(START, after(Duration.ZERO), 0, 50, LIMIT).end())
                .isEqualTo(START.plusSeconds(60));
        assertThat(TimeRange.next(START, after(Duration.ZERO), 0, 50, Instant.EPOCH)
                        .end())
                .isEqualTo(START.minusSeconds(60));
    }

    @Test
    void rangeEndsAtTheLimit() {
        assertThat(TimeRange.next(START, after(Duration.ofDays(20)), 0, 50, LIMIT))
                .satisfies(range -> {
                    assertThat(range.isLast()).isTrue();
                    assertThat(range.end()).isEqualTo(LIMIT);
                });
    }

    private static KeysetPosition after(Duration searched) {
        return KeysetPosition.lowestAt(START.plus(searched));
    }
}
