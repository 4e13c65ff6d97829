package mizan.screening.ruleset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mizan.screening.rule.RuleWeight;
import mizan.screening.rule.ScreeningRule;
import org.jspecify.annotations.Nullable;

/**
 * What differs from the settings of a site. What is null is as in the settings.
 *
 * @param rules on, off or a weight for each changed rule, by its id
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RuleOverrides(
        Map<String, String> rules,
        @Nullable Integer maxLinks,
        @Nullable Integer burst,
        @Nullable List<String> listedDomains,
        @Nullable List<String> trustedDomains,
        @Nullable List<String> languages,
        @Nullable List<String> words) {

    /** No differences. */
    public static final RuleOverrides NONE = new RuleOverrides(Map.of(), null, null, null, null, null, null);

    public RuleOverrides {
        rules = Map.copyOf(Objects.requireNonNullElse(rules, Map.of()));
    }

    /** The differences between the rules that are wanted and those of the settings. */
    public static RuleOverrides between(RuleSet settings, RuleSet wanted) {
        Map<String, String> rules = new HashMap<>();
        for (ScreeningRule rule : ScreeningRule.values()) {
            Integer weight = wanted.weights().get(rule);
            if (rule.isConfigurable()
                    && !Objects.equals(weight, settings.weights().get(rule))) {
                rules.put(rule.id(), weight == null ? "off" : weight.toString());
            }
        }
        return new RuleOverrides(
                rules,
                changed(settings.maxLinks(), wanted.maxLinks()),
                changed(settings.burst(), wanted.burst()),
                changed(settings.listedDomains(), wanted.listedDomains()),
                changed(settings.trustedDomains(), wanted.trustedDomains()),
                changed(settings.languages(), wanted.languages()),
                changed(settings.words(), wanted.words()));
    }

    private static <T> @Nullable T changed(T setting, T wanted) {
        return wanted.equals(setting) ? null : wanted;
    }

    /** The rules with these differences. Rules that this version does not know are left out. */
    public RuleSet appliedTo(RuleSet settings) {
        Map<ScreeningRule, Integer> weights = new EnumMap<>(ScreeningRule.class);
        weights.putAll(settings.weights());
        rules.forEach((id, text) -> ScreeningRule.find(id)
                .filter(rule -> rule.isConfigurable() && RuleWeight.isValid(text))
                .ifPresent(rule -> {
                    weights.remove(rule);
                    OptionalInt weight = RuleWeight.parse(text, rule);
                    weight.ifPresent(number -> weights.put(rule, number));
                }));
        return new RuleSet(
                weights,
                Objects.requireNonNullElse(maxLinks, settings.maxLinks()),
                Objects.requireNonNullElse(burst, settings.burst()),
                Objects.requireNonNullElse(listedDomains, settings.listedDomains()),
                Objects.requireNonNullElse(trustedDomains, settings.trustedDomains()),
                Objects.requireNonNullElse(languages, settings.languages()),
                Objects.requireNonNullElse(words, settings.words()));
    }

    /** What differs, for the audit trail: rules with their weights, and the names of lists. No words and no domains. */
    public String summary() {
        return Stream.of(
                        rules.entrySet().stream()
                                .sorted(Map.Entry.comparingByKey())
                                .map(rule -> rule.getKey() + "=" + rule.getValue()),
                        number("max-links", maxLinks),
                        number("burst", burst),
                        number("listed-domains", size(listedDomains)),
                        number("trusted-domains", size(trustedDomains)),
                        number("languages", size(languages)),
                        number("word-list", size(words)))
                .flatMap(stream -> stream)
                .collect(Collectors.joining(" "));
    }

    private static Stream<String> number(String name, @Nullable Integer value) {
        return value == null ? Stream.empty() : Stream.of(name + "=" + value);
    }

    private static @Nullable Integer size(@Nullable List<String> list) {
        return list == null ? null : list.size();
    }
}
