package mizan.webhook;

import java.time.Duration;
import mizan.platform.Settings;
import mizan.platform.SettingsCheck;

/** Checks the settings of webhooks. */
public final class WebhookSettings implements SettingsCheck {

    @Override
    public void check(Settings settings) {
        settings.checkDuration("mizan.webhook.interval", Duration.ofMillis(10), Duration.ofHours(1));
        settings.checkDuration("mizan.webhook.overdue-after", Duration.ofMinutes(1), Duration.ofDays(30));
    }
}
