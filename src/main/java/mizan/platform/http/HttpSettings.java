package mizan.platform.http;

import java.time.Duration;
import mizan.platform.Settings;
import mizan.platform.SettingsCheck;
import mizan.platform.http.client.ClientAddresses;
import mizan.platform.http.url.PublicOrigin;
import mizan.platform.i18n.Languages;

/** Checks the settings of HTTP: origin, proxies, language and timeouts. */
public final class HttpSettings implements SettingsCheck {

    @Override
    public void check(Settings settings) {
        settings.check("mizan.public-origin", "an origin such as https://comments.example", PublicOrigin::isValid);
        if (settings.isProduction()) {
            settings.require("mizan.public-origin", "the service's address, such as https://comments.example");
        }
        settings.checkEach(
                "mizan.trusted-proxies", "an address or a network such as 10.0.0.0/8", ClientAddresses::isValid);
        settings.check("mizan.language", "one of " + Languages.tags(), Languages::isSupported);
        settings.checkBoolean("mizan.access-log");
        settings.checkDuration("mizan.request-timeout", Duration.ofMillis(100), Duration.ofMinutes(5));
        settings.checkDuration("mizan.database-timeout", Duration.ofMillis(100), Duration.ofMinutes(5));
    }
}
