package mizan.platform.job;

import java.time.Duration;
import mizan.platform.Settings;
import mizan.platform.SettingsCheck;

/** Checks the settings of jobs. */
public final class JobSettings implements SettingsCheck {

    @Override
    public void check(Settings settings) {
        settings.checkDuration("mizan.job-poll-interval", Duration.ofMillis(10), Duration.ofHours(1));
    }
}
