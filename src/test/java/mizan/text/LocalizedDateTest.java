package mizan.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LocalizedDateTest {

    @ParameterizedTest
    @CsvSource({
        "en, UTC, 'November 30, 2026', gregory",
        "en, Pacific/Kiritimati, 'December 1, 2026', gregory",
        "ar-u-nu-latn, UTC, 30 نوفمبر 2026, gregory",
        "fa, Asia/Tehran, ۱۰ آذر ۱۴۰۵, persian"
    })
    void dayIsInTheCalendarOfTheLanguageAndTheZone(String language, String zone, String day, String calendar) {
        Locale locale = Locale.forLanguageTag(language);

        assertThat(LocalizedDate.day(locale, Instant.parse("2026-11-30T22:00:00Z"), ZoneId.of(zone)))
                .isEqualTo(day);
        assertThat(LocalizedDate.calendar(locale)).isEqualTo(calendar);
    }
}
