package mizan.moderator.password;

import com.nulabinc.zxcvbn.StandardDictionaries;
import com.nulabinc.zxcvbn.StandardKeyboards;
import com.nulabinc.zxcvbn.ZxcvbnBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The rules for new passwords, wherever they are set (OWASP ASVS 5.0 §6.2): a minimum length, no rules about kinds of
 * characters, and no password that attackers try first. zxcvbn finds such passwords: it knows 30,000 common passwords and
 * recognises their variants, repetitions, keyboard patterns, dates, and the account's own name.
 */
public final class PasswordPolicy {

    /** In code points. ASVS requires 8 and recommends 15. */
    public static final int MIN_LENGTH = 12;

    /** In UTF-16 code units. */
    public static final int MAX_LENGTH = Passwords.MAX_CHARACTERS;

    /** The highest score of zxcvbn: guessing takes more than 10¹⁰ attempts. */
    private static final int MIN_SCORE = 4;

    /** zxcvbn's time grows faster than the length. */
    private static final int MAX_ESTIMATED = 64;

    /** Words of this service, which attackers try. */
    private static final List<String> CONTEXT = List.of(
            "mizan",
            "ميزان",
            "moderator",
            "moderation",
            "moderators",
            "comment",
            "comments",
            "console",
            "newsroom",
            "admin",
            "administrator",
            "privacy");

    private PasswordPolicy() {}

    /** Why a password is refused. */
    public enum Violation {
        /** It has fewer than {@link #MIN_LENGTH} or more than {@link #MAX_LENGTH} characters, or is no valid Unicode. */
        LENGTH("A password has %d to %,d characters".formatted(MIN_LENGTH, MAX_LENGTH)),
        /** It is common, a variant of a common password, or contains little but the name of the account. */
        COMMON("The password is too easy to guess: it is common, or resembles a common one or the name of the account");

        private final String message;

        Violation(String message) {
            this.message = message;
        }

        /** For the operator. */
        public String message() {
            return message;
        }
    }

    /**
     * Checks a password. It takes some milliseconds, and some megabytes of memory for the dictionaries, which are not kept:
     * passwords are rarely set.
     *
     * @param account the name of the account
     */
    public static Optional<Violation> check(String password, String account) {
        if (password.codePointCount(0, password.length()) < MIN_LENGTH
                || password.length() > MAX_LENGTH
                || !StandardCharsets.UTF_8.newEncoder().canEncode(password)) {
            return Optional.of(Violation.LENGTH);
        }
        return score(password, account) < MIN_SCORE ? Optional.of(Violation.COMMON) : Optional.empty();
    }

    private static int score(String password, String account) {
        List<String> words = new ArrayList<>(CONTEXT);
        words.add(account);
        Stream.of(account.split("[^\\p{L}\\p{M}\\p{N}]+", -1))
                .filter(word -> !word.isEmpty())
                .forEach(words::add);
        try {
            return new ZxcvbnBuilder()
                    .dictionary(StandardDictionaries.PASSWORDS_LOADER.load())
                    .keyboards(StandardKeyboards.loadAllKeyboards())
                    .build()
                    .measure(password.substring(0, Math.min(password.length(), MAX_ESTIMATED)), words)
                    .getScore();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
