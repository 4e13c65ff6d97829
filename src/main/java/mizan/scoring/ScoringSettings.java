package mizan.scoring;

import java.time.Duration;
import mizan.platform.Settings;
import mizan.platform.SettingsCheck;

/** Checks the settings of scoring. */
public final class ScoringSettings implements SettingsCheck {

    private static final int MAX_BURST = 1_000_000;

    @Override
    public void check(Settings settings) {
        settings.checkNumber("mizan.scoring.key-burst", 1, MAX_BURST);
        settings.checkDuration("mizan.scoring.key-refill", Duration.ofMillis(1), Duration.ofHours(1));
    }
}
