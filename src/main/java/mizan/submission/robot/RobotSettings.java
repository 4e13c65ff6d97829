package mizan.submission.robot;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import mizan.platform.Settings;
import mizan.platform.SettingsCheck;

/** Checks the settings against robots: each site has its own. */
public final class RobotSettings implements SettingsCheck {

    static final String FORM_STAMP = "form-stamp";
    static final String PROOF_ABOVE = "proof-above";

    private static final String SITES = "mizan.sites";
    private static final int MAX_PER_MINUTE = 1_000_000;

    static String prefix(String site) {
        return SITES + "." + site + ".";
    }

    static Optional<RobotPolicy.Stamp> stamp(String text) {
        return Arrays.stream(RobotPolicy.Stamp.values())
                .filter(stamp -> stamp.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst();
    }

    @Override
    public void check(Settings settings) {
        for (String site : settings.groups(SITES)) {
            settings.check(
                    prefix(site) + FORM_STAMP,
                    "optional or required",
                    text -> stamp(text).isPresent());
            settings.checkNumber(prefix(site) + PROOF_ABOVE, 1, MAX_PER_MINUTE);
        }
    }
}
