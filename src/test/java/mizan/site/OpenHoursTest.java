package mizan.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenHoursTest {

    @ParameterizedTest
    @CsvSource({
        "06:00-24:00,             UTC,          2026-03-14T05:59:59Z, false, 2026-03-14T06:00:00Z",
        "06:00-24:00,             UTC,          2026-03-14T06:00:00Z, true,  2026-03-15T00:00:00Z",
        "06:00-24:00,             UTC,          2026-03-14T23:59:59Z, true,  2026-03-15T00:00:00Z",
        "06:00-24:00,             UTC,          2026-03-15T00:00:00Z, false, 2026-03-15T06:00:00Z",
        "06:00-24:00,             Asia/Riyadh,  2026-03-14T03:00:00Z, true,  2026-03-14T21:00:00Z",
        "20:00-02:00,             UTC,          2026-03-14T01:00:00Z, true,  2026-03-14T02:00:00Z",
        "20:00-02:00,             UTC,          2026-03-14T02:00:00Z, false, 2026-03-14T20:00:00Z",
        "20:00-02:00,             UTC,          2026-03-14T23:00:00Z, true,  2026-03-15T02:00:00Z",
        "'07:00-12:00,14:00-18:00', UTC,        2026-03-14T13:00:00Z, false, 2026-03-14T14:00:00Z",
        "'07:00-12:00,12:00-18:00', UTC,        2026-03-14T11:00:00Z, true,  2026-03-14T18:00:00Z",
        "06:00-24:00,             Europe/Berlin, 2026-03-29T00:30:00Z, false, 2026-03-29T04:00:00Z",
        "06:00-24:00,             Europe/Berlin, 2026-10-24T22:30:00Z, false, 2026-10-25T05:00:00Z"
    })
    void hoursAreThoseOfTheTimeZone(String hours, String zone, Instant at, boolean isOpen, Instant change) {
        OpenHours openHours = OpenHours.parse(hours).orElseThrow();

        assertThat(openHours.contains(at, ZoneId.of(zone))).isEqualTo(isOpen);
        assertThat(openHours.nextChange(at, ZoneId.of(zone))).contains(change);
    }

    @Test
    void allHoursNeverChange() {
        Instant at = Instant.parse("2026-03-14T05:59:59Z");

        assertThat(OpenHours.ALWAYS.contains(at, ZoneId.of("UTC"))).isTrue();
        assertThat(OpenHours.ALWAYS.nextChange(at, ZoneId.of("UTC"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "6-24", "06:00", "06:00-06:00", "06:00-25:00", "24:00-06:00", "06:00-12:00,", "٠٦:٠٠-١٢:٠٠"})
    void otherTextsAreNoHours(String text) {
        assertThat(OpenHours.parse(text)).isEmpty();
    }
}
