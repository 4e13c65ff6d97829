package mizan.moderation.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrendWindowTest {

    private static final Instant NOW = Instant.parse("2026-03-14T15:09:26Z");

    @Test
    void windowOfOneDayHasTheLast24HoursIncludingTheCurrentOne() {
        TrendWindow window = TrendWindow.of(1, NOW, ZoneOffset.UTC);

        assertThat(window.step()).isEqualTo(TrendStep.HOUR);
        assertThat(window.bucketStarts()).hasSize(24).startsWith(Instant.parse("2026-03-13T16:00:00Z"));
        assertThat(window.bucketStarts()).endsWith(Instant.parse("2026-03-14T15:00:00Z"));
    }

    @Test
    void windowLongerThanAWeekIsDividedIntoDaysOfTheTimeZone() {
        TrendWindow window = TrendWindow.of(8, NOW, ZoneId.of("Asia/Kolkata"));

        assertThat(window.step()).isEqualTo(TrendStep.DAY);
        assertThat(window.bucketStarts()).hasSize(8).endsWith(Instant.parse("2026-03-13T18:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Africa/Cairo", "America/New_York", "Europe/Berlin", "Asia/Beirut"})
    void daysStartAtLocalMidnightAlsoWhenClocksChangeAtMidnight(String zone) {
        for (Instant now = NOW; now.isBefore(NOW.plus(Duration.ofDays(400))); now = now.plus(Duration.ofDays(9))) {
            TrendWindow window = TrendWindow.of(30, now, ZoneId.of(zone));

            assertThat(window.bucketStarts())
                    .hasSize(30)
                    .allSatisfy(start -> assertThat(start.atZone(ZoneId.of(zone))
                                    .toLocalDate()
                                    .atStartOfDay(ZoneId.of(zone))
                                    .toInstant())
                            .isEqualTo(start));
            assertThat(lengths(window.bucketStarts())).isSubsetOf(23L, 24L, 25L);
        }
    }

    @Test
    void hourlyBucketsLastOneHourAlsoWhenClocksChange() {
        Instant night = Instant.parse("2026-03-29T10:00:00Z");

        assertThat(lengths(TrendWindow.of(7, night, ZoneId.of("Europe/Berlin")).bucketStarts()))
                .hasSize(167)
                .containsOnly(1L);
    }

    private static List<Long> lengths(List<Instant> bucketStarts) {
        return IntStream.range(1, bucketStarts.size())
                .mapToObj(i -> Duration.between(bucketStarts.get(i - 1), bucketStarts.get(i))
                        .toHours())
                .toList();
    }
}
