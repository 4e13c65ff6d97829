package mizan.moderation.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import mizan.moderation.KeysetPosition;
import org.junit.jupiter.api.Test;

class TimeRangeTest {

    private static final Instant BEGUN = Instant.parse("2026-03-14T12:00:00Z");
    private static final Instant FAR = BEGUN.plus(Duration.ofDays(1_000));

    @Test
    void itIsAsLongAsHoldsTwiceWhatIsMissing() {
        TimeRange stretch = TimeRange.next(BEGUN, after(Duration.ofHours(1)), 10, 40, FAR);

        assertThat(stretch.end()).isEqualTo(BEGUN.plus(Duration.ofHours(1 + 9)));
        assertThat(stretch.isLast()).isFalse();
    }

    @Test
    void whereNothingWasFoundItIsMuchLongerThanWhatWasSearched() {
        TimeRange stretch = TimeRange.next(BEGUN, after(Duration.ofHours(1)), 0, 50, FAR);

        assertThat(stretch.end()).isEqualTo(BEGUN.plus(Duration.ofHours(1 + 128)));
    }

    @Test
    void itGoesBackwardsToo() {
        TimeRange stretch = TimeRange.next(BEGUN, after(Duration.ofHours(-1)), 10, 40, Instant.EPOCH);

        assertThat(stretch.end()).isEqualTo(BEGUN.minus(Duration.ofHours(1 + 9)));
    }

    @Test
    void whatHappenedAtOneMomentMakesItNoLongerThanAMinute() {
        assertThat(TimeRange.next(BEGUN, after(Duration.ZERO), 0, 50, FAR).end())
                .isEqualTo(BEGUN.plusSeconds(60));
        assertThat(TimeRange.next(BEGUN, after(Duration.ZERO), 0, 50, Instant.EPOCH)
                        .end())
                .isEqualTo(BEGUN.minusSeconds(60));
    }

    @Test
    void itEndsWhereNothingIsAnyMore() {
        assertThat(TimeRange.next(BEGUN, after(Duration.ofDays(20)), 0, 50, FAR))
                .satisfies(stretch -> {
                    assertThat(stretch.isLast()).isTrue();
                    assertThat(stretch.end()).isEqualTo(FAR);
                });
    }

    private static KeysetPosition after(Duration searched) {
        return KeysetPosition.lowestAt(BEGUN.plus(searched));
    }
}
