package mizan.moderator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords passwords = new Passwords();

    @Test
    void dummyHashHasTheParametersOfARealOne() {
        List<String> real = parts(passwords.hash("open sesame open sesame"));
        List<String> dummy = parts(passwords.dummyHash);

        assertThat(dummy.subList(0, 4)).isEqualTo(real.subList(0, 4));
        assertThat(bytes(dummy.get(4))).hasSameSizeAs(bytes(real.get(4)));
        assertThat(bytes(dummy.get(5))).hasSameSizeAs(bytes(real.get(5)));
    }

    @Test
    void missingHashMatchesNoPassword() {
        assertThat(passwords.matches("open sesame open sesame", null)).isFalse();
        assertThat(passwords.matches("open sesame open sesame", passwords.hash("open sesame open sesame")))
                .isTrue();
    }

    /** An empty string, then algorithm, version, parameters, salt and hash. */
    private static List<String> parts(String hash) {
        return Stream.of(hash.split("\\$", -1)).toList();
    }

    private static byte[] bytes(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
