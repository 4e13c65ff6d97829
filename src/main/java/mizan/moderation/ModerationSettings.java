package mizan.moderation;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;
import mizan.platform.Settings;
import mizan.platform.SettingsCheck;

/** Checks the settings of moderation. */
public final class ModerationSettings implements SettingsCheck {

    @Override
    public void check(Settings settings) {
        settings.checkDuration("mizan.claim-duration", Duration.ofSeconds(1), Duration.ofDays(1));
        settings.checkDuration("mizan.backlog-interval", Duration.ofMillis(10), Duration.ofHours(1));
        settings.check("mizan.time-zone", "a time zone such as Africa/Cairo", ModerationSettings::isTimeZone);
    }

    private static boolean isTimeZone(String name) {
        try {
            return !ZoneId.of(name).getId().isEmpty();
        } catch (DateTimeException _) {
            return false;
        }
    }
}
