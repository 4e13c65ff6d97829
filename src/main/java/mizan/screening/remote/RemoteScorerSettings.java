package mizan.screening.remote;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import mizan.platform.Settings;
import mizan.platform.SettingsCheck;
import mizan.platform.outbound.OutboundUrl;

/** Checks the settings of remote scorers: each site can have one. */
public final class RemoteScorerSettings implements SettingsCheck {

    static final String URL = "url";
    static final String KEY_FILE = "key-file";
    static final String ATTRIBUTES = "attributes";
    static final String THRESHOLD = "threshold";

    private static final String SITES = "mizan.sites";
    private static final Pattern ATTRIBUTE = Pattern.compile("[A-Z][A-Z0-9_]{0,63}");

    static String prefix(String site) {
        return SITES + "." + site + ".scorer.";
    }

    @Override
    public void check(Settings settings) {
        settings.groups(SITES).forEach(site -> check(settings, prefix(site)));
    }

    private static void check(Settings settings, String prefix) {
        // Its query may contain a key.
        settings.checkSecret(
                prefix + URL,
                "a URL such as https://scorer.example/v1alpha1/comments:analyze",
                url -> OutboundUrl.parse(url).isPresent());
        settings.check(prefix + KEY_FILE, "a readable file with a key", RemoteScorerSettings::isReadable);
        settings.checkEach(
                prefix + ATTRIBUTES,
                "an attribute such as TOXICITY",
                attribute -> ATTRIBUTE.matcher(attribute.strip()).matches());
        settings.checkNumber(prefix + THRESHOLD, 1, 100);
    }

    private static boolean isReadable(String path) {
        try {
            return Files.isReadable(Path.of(path));
        } catch (InvalidPathException _) {
            return false;
        }
    }
}
