package mizan.publication;

import mizan.platform.Settings;
import mizan.platform.SettingsCheck;

/** Checks the settings of the response cache. */
public final class PublicationSettings implements SettingsCheck {

    private static final long MEGABYTE = 1L << 20;

    @Override
    public void check(Settings settings) {
        settings.checkMemory("mizan.page-cache-memory", MEGABYTE, 1_024 * MEGABYTE);
    }
}
