package mizan.platform;

/**
 * Checks the settings of one package before the service starts. Implementations are public, have a constructor without
 * parameters, and are listed in {@code META-INF/services/mizan.platform.SettingsCheck}. All of them run, so that the
 * operator sees all faults at once.
 */
@FunctionalInterface
public interface SettingsCheck {

    /** Reports each invalid setting to {@code settings}. It must not use the network, and not change anything. */
    void check(Settings settings);
}
