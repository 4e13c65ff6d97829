package mizan.platform.outbound;

import mizan.platform.Settings;
import mizan.platform.SettingsCheck;

/** Checks the setting of allowed targets. */
public final class OutboundSettings implements SettingsCheck {

    @Override
    public void check(Settings settings) {
        settings.checkEach(
                "mizan.outbound-allowed",
                "a host name, an address or a network such as 10.0.0.0/8",
                OutboundAddresses::isValid);
    }
}
