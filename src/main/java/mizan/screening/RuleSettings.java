package mizan.screening;

import io.micronaut.context.env.Environment;
import io.micronaut.core.type.Argument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import mizan.screening.rule.RuleWeight;
import mizan.screening.rule.ScreeningRule;
import mizan.screening.ruleset.RuleSet;
import mizan.site.Site;

/** Reads the rules of a site from its settings. */
final class RuleSettings {

    private final Environment environment;
    private final String prefix;

    private RuleSettings(Environment environment, String prefix) {
        this.environment = environment;
        this.prefix = prefix;
    }

    static RuleSet read(Environment environment, Site site) {
        return new RuleSettings(environment, ScreeningSettings.prefix(site.name())).read(site);
    }

    private RuleSet read(Site site) {
        List<String> languages = list(ScreeningSettings.LANGUAGES);
        return new RuleSet(
                weights(),
                number(ScreeningSettings.MAX_LINKS, RuleSet.DEFAULT_MAX_LINKS),
                number(ScreeningSettings.BURST, RuleSet.DEFAULT_BURST),
                list(ScreeningSettings.LISTED_DOMAINS),
                list(ScreeningSettings.TRUSTED_DOMAINS),
                languages.isEmpty() ? List.of(site.language().stripExtensions().toLanguageTag()) : languages,
                words());
    }

    private Map<ScreeningRule, Integer> weights() {
        Map<ScreeningRule, Integer> weights = new EnumMap<>(ScreeningRule.class);
        for (ScreeningRule rule : ScreeningRule.values()) {
            if (rule.isConfigurable()) {
                String value = environment
                        .getProperty(prefix + ScreeningSettings.RULES + rule.id(), String.class)
                        .orElse(rule.isOnByDefault() ? "on" : "off");
                RuleWeight.parse(value, rule).ifPresent(weight -> weights.put(rule, weight));
            }
        }
        return weights;
    }

    private int number(String name, int absent) {
        return environment.getProperty(prefix + name, Integer.class).orElse(absent);
    }

    private List<String> list(String name) {
        return environment.getProperty(prefix + name, Argument.listOf(String.class)).orElse(List.of()).stream()
                .map(String::strip)
                .toList();
    }

    private List<String> words() {
        return environment
                .getProperty(prefix + ScreeningSettings.WORDS, String.class)
                .map(Path::of)
                .map(RuleSettings::lines)
                .orElse(List.of());
    }

    private static List<String> lines(Path file) {
        try {
            return ScreeningSettings.words(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
