package mizan.moderator.token;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.security.token.Claims;
import io.micronaut.security.token.MapClaims;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import mizan.platform.SharedClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokenTimeValidatorTest {

    private static final Instant NOW = Instant.parse("2026-03-14T15:09:26Z");

    private final SharedClock clock = new SharedClock(Clock.fixed(NOW, ZoneOffset.UTC));
    private final TokenTimeValidator<Object> validator = new TokenTimeValidator<>(clock);

    @ParameterizedTest(name = "expires in {0} s, begins in {1} s: {2}")
    @CsvSource({
        "1, 0, true",
        "0, -60, false",
        "-1, -60, false",
        ", 0, false",
        "60, , true",
        "60, 30, true",
        "60, 31, false"
    })
    void tokenIsValidFromBeginToEndOfTheSharedTime(@Nullable Long expires, @Nullable Long begins, boolean isValid) {
        Map<String, Object> times = new HashMap<>();
        if (expires != null) {
            times.put("exp", Date.from(NOW.plusSeconds(expires)));
        }
        if (begins != null) {
            times.put("nbf", NOW.plusSeconds(begins).getEpochSecond());
        }

        assertThat(validator.validate(new MapClaims(times), null)).isEqualTo(isValid);
    }

    @Test
    void timeIsThatOfTheSharedClock() {
        Claims claims = new MapClaims(Map.of("exp", Date.from(NOW.plusSeconds(60))));
        assertThat(validator.validate(claims, null)).isTrue();

        clock.follow(NOW.plus(Duration.ofHours(2)));

        assertThat(validator.validate(claims, null)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"exp", "nbf"})
    void timesMustBeTimes(String name) {
        Map<String, Object> times = new HashMap<>(Map.of("exp", Date.from(NOW.plusSeconds(1))));
        times.put(name, "soon");
        Claims claims = new MapClaims(times);

        assertThat(validator.validate(claims, null)).isFalse();
    }
}
