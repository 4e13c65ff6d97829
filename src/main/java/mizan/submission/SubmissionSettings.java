package mizan.submission;

import java.time.Duration;
import java.util.List;
import mizan.platform.Settings;
import mizan.platform.SettingsCheck;

/** Checks the settings of submissions. */
public final class SubmissionSettings implements SettingsCheck {

    private static final int MAX_BURST = 1_000_000;

    @Override
    public void check(Settings settings) {
        for (String limit : List.of("client", "article", "site")) {
            settings.checkNumber("mizan.submission." + limit + "-burst", 0, MAX_BURST);
            settings.checkDuration("mizan.submission." + limit + "-refill", Duration.ofMillis(1), Duration.ofHours(1));
        }
    }
}
