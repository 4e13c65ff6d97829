package mizan.audit;

import java.time.Duration;
import mizan.platform.Settings;
import mizan.platform.SettingsCheck;

/** Checks the settings of the audit trail. */
public final class AuditSettings implements SettingsCheck {

    @Override
    public void check(Settings settings) {
        settings.checkDuration("mizan.audit-chain-interval", Duration.ofMillis(10), Duration.ofHours(1));
    }
}
