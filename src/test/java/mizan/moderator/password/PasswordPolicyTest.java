package mizan.moderator.password;

import static org.assertj.core.api.Assertions.assertThat;

import com.nulabinc.zxcvbn.StandardDictionaries;
import java.io.IOException;
import java.util.List;
import mizan.moderator.password.PasswordPolicy.Violation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "correct horse battery staple",
                "نخلة وراء البيت",
                "كلمة سر طويلة جدا",
                "🕌🌴🐪🌙⭐🌊🔥🍇🦅🎻📚🧭",
                "tw3lve.chars"
            })
    void longUnusualPasswordsAreAccepted(String password) {
        assertThat(PasswordPolicy.check(password, "layla")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password1234",
                "Passw0rd!Passw0rd!",
                "P@ssw0rd2026",
                "qwertyuiopasdf",
                "123456789012",
                "aaaaaaaaaaaaaaaa",
                "abcdefghijklmnop",
                "iloveyou2024!",
                "mizanmizanmizan",
                "moderator.mizan",
                "ميزانميزانميزان",
                "moderator2026",
                "laylalaylalayla",
                "layla.hassan1"
            })
    void commonPasswordsAndTheirVariantsAreRefused(String password) {
        assertThat(PasswordPolicy.check(password, "layla.hassan")).contains(Violation.COMMON);
    }

    @Test
    void commonPasswordsThatAreLongEnoughAreRefused() throws IOException {
        List<String> common = StandardDictionaries.PASSWORDS_LOADER.load().getFrequencies().stream()
                .filter(password -> password.length() >= PasswordPolicy.MIN_LENGTH)
                .limit(100)
                .toList();

        assertThat(common)
                .isNotEmpty()
                .allSatisfy(password ->
                        assertThat(PasswordPolicy.check(password, "layla")).contains(Violation.COMMON));
    }

    @Test
    void lengthIsCountedInCodePoints() {
        assertThat(PasswordPolicy.check("🕌🌴🐪🌙⭐🌊", "layla")).contains(Violation.LENGTH);
        assertThat(PasswordPolicy.check("an elevenet", "layla")).contains(Violation.LENGTH);
        assertThat(PasswordPolicy.check("نخلة".repeat(300), "layla")).contains(Violation.LENGTH);
        assertThat(PasswordPolicy.check("\ud800 is no character", "layla")).contains(Violation.LENGTH);
        assertThat(PasswordPolicy.check("a long passphrase, ".repeat(50), "layla"))
                .as("950 characters")
                .isEmpty();
    }
}
