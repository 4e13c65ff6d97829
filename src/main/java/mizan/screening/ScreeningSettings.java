package mizan.screening;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import mizan.platform.Settings;
import mizan.platform.SettingsCheck;
import mizan.screening.rule.RuleWeight;
import mizan.screening.rule.ScreeningRule;
import mizan.text.DomainName;

/** Checks the settings of screening: each site has its own. */
public final class ScreeningSettings implements SettingsCheck {

    static final String RULES = "rules.";
    static final String MAX_LINKS = "max-links";
    static final String LISTED_DOMAINS = "listed-domains";
    static final String TRUSTED_DOMAINS = "trusted-domains";
    static final String LANGUAGES = "languages";
    static final String WORDS = "words";
    static final String BURST = "burst";

    private static final String SITES = "mizan.sites";

    private static final int MAX_WORDS = 50_000;
    private static final long MAX_BYTES = 4L << 20;

    static String prefix(String site) {
        return SITES + "." + site + ".screening.";
    }

    @Override
    public void check(Settings settings) {
        settings.groups(SITES).forEach(site -> check(settings, prefix(site)));
    }

    private static void check(Settings settings, String prefix) {
        List<String> rules = Arrays.stream(ScreeningRule.values())
                .filter(ScreeningRule::isConfigurable)
                .map(ScreeningRule::id)
                .toList();
        rules.forEach(rule -> settings.check(
                prefix + RULES + rule, "on, off or a weight from 0 to " + RuleWeight.MAX, RuleWeight::isValid));
        settings.checkNames(prefix + RULES.substring(0, RULES.length() - 1), rules, "there is no such rule");
        settings.checkNumber(prefix + MAX_LINKS, 0, 100);
        settings.checkNumber(prefix + BURST, 1, 1_000_000);
        for (String list : List.of(LISTED_DOMAINS, TRUSTED_DOMAINS)) {
            settings.checkEach(
                    prefix + list,
                    "a domain such as spam.example",
                    domain -> DomainName.parse(domain.strip()).isPresent());
        }
        settings.checkEach(
                prefix + LANGUAGES,
                "a language such as ar or en",
                tag -> Arrays.asList(Locale.getISOLanguages())
                        .contains(Locale.forLanguageTag(tag.strip()).getLanguage()));
        settings.check(
                prefix + WORDS,
                "a readable file in UTF-8 with one word or phrase a line, at most %d".formatted(MAX_WORDS),
                ScreeningSettings::isWordFile);
    }

    private static boolean isWordFile(String path) {
        try {
            Path file = Path.of(path);
            return Files.size(file) <= MAX_BYTES && words(file).size() <= MAX_WORDS;
        } catch (IOException | InvalidPathException _) {
            return false;
        }
    }

    /** The terms of a file. Empty lines and lines that start with a number sign are left out. */
    static List<String> words(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.replace("\uFEFF", "").strip())
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }
}
