package mizan.platform.http.paging;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorsTest {

    private static final CursorScope LIST = CursorScope.of("queue", "demo", null);
    private static final UUID ID = new UUID(1, 2);

    private final Cursors cursors = cursors("0123456789abcdef0123456789abcdef");

    @Test
    void cursorIsDecodedByItsList() {
        String cursor = cursors.encode(LIST, Instant.EPOCH, ID, 7L);

        assertThat(cursors.decode(LIST, cursor, 3)).containsExactly("1970-01-01T00:00:00Z", ID.toString(), "7");
        assertThat(cursors.decode(LIST, null, 3)).isEmpty();
        assertThat(cursors("0123456789abcdef0123456789abcdef").decode(LIST, cursor))
                .hasSize(3);
    }

    @Test
    void cursorOfAnotherListIsRefused() {
        String cursor = cursors.encode(LIST, ID);

        assertRefused(CursorScope.of("audit", "demo", null), cursor);
        assertRefused(CursorScope.of("queue", "herald", null), cursor);
        assertRefused(CursorScope.of("queue", "demo", ""), cursor);
        assertRefused(CursorScope.of("queue", null, "demo"), cursor);
        assertRefused(CursorScope.of("queued", "emo", null), cursor);
        assertRefused(CursorScope.of("queue", "demo"), cursor);
    }

    @Test
    void cursorOfAnotherKeyIsRefused() {
        assertRefused(LIST, cursors("fedcba9876543210fedcba9876543210").encode(LIST, ID));
    }

    @Test
    void changedCursorIsRefused() {
        String cursor = cursors.encode(LIST, ID);

        for (int i = 0; i < cursor.length(); i++) {
            char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
            assertRefused(LIST, cursor.substring(0, i) + other + cursor.substring(i + 1));
        }
        assertRefused(LIST, cursor + "=");
        assertRefused(LIST, cursor + "A");
        assertRefused(LIST, cursor.substring(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "AAAA", "\u0627", "AAAAAAAAAAAAAAAAAAAAAA", "not base64!"})
    void anythingElseIsRefused(String cursor) {
        assertRefused(LIST, cursor);
        assertRefused(LIST, Base64.getUrlEncoder().encodeToString(cursor.getBytes(US_ASCII)));
    }

    @Test
    void cursorWithAnotherNumberOfValuesIsRefused() {
        String cursor = cursors.encode(LIST, ID);

        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> cursors.decode(LIST, cursor, 2))
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_REQUEST));
    }

    private void assertRefused(CursorScope scope, String cursor) {
        assertThatExceptionOfType(ProblemException.class)
                .isThrownBy(() -> cursors.decode(scope, cursor))
                .satisfies(problem -> assertThat(problem.type()).isEqualTo(ProblemType.MALFORMED_REQUEST))
                .satisfies(problem -> assertThat(problem.violations()).isEqualTo(List.of()));
    }

    private static Cursors cursors(String key) {
        return new Cursors(new CursorKeys(List.of(new SecretKeySpec(key.getBytes(US_ASCII), "HmacSHA256"))));
    }
}
