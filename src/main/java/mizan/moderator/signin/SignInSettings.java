package mizan.moderator.signin;

import java.time.Duration;
import java.util.List;
import mizan.moderator.Moderators;
import mizan.moderator.password.PasswordPolicy;
import mizan.platform.Settings;
import mizan.platform.SettingsCheck;

/** Checks the settings of sign-in and sessions. */
public final class SignInSettings implements SettingsCheck {

    private static final int MAX_FAILURES = 10_000;

    @Override
    public void check(Settings settings) {
        settings.checkDuration("mizan.token-lifetime", Duration.ofMinutes(1), Duration.ofDays(30));
        settings.checkDuration("mizan.session-lifetime", Duration.ofMinutes(1), Duration.ofDays(365));
        for (String limit : List.of("network", "address", "pair", "account")) {
            settings.checkNumber("mizan.sign-in." + limit + "-failures", 1, MAX_FAILURES);
            checkRefill(settings, limit);
        }
        checkRefill(settings, "under-attack");
        settings.checkSecret(
                "mizan.first-moderator-password",
                "a password of %d characters or more that is hard to guess".formatted(PasswordPolicy.MIN_LENGTH),
                password -> password.isBlank()
                        || PasswordPolicy.check(password, Moderators.FIRST_ACCOUNT)
                                .isEmpty());
    }

    private static void checkRefill(Settings settings, String limit) {
        settings.checkDuration("mizan.sign-in." + limit + "-refill", Duration.ofMillis(1), Duration.ofDays(1));
    }
}
