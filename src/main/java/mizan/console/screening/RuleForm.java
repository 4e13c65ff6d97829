package mizan.console.screening;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import mizan.moderation.screening.SiteRuleOverrides;
import mizan.screening.rule.ScreeningRule;
import mizan.screening.ruleset.RuleSet;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the form that changes rules, as typed.
 *
 * @param weights by the ids of the rules
 * @param on the ids of the rules that are on
 * @param words one word or phrase a line; blank for the list of the settings if that is too long to edit
 */
public record RuleForm(
        Map<String, String> weights,
        Set<String> on,
        String maxLinks,
        String burst,
        String listedDomains,
        String trustedDomains,
        String languages,
        String words) {

    /** Longer lists come from a file, and stay there. */
    static final int MAX_WORDS = 10_000;

    /** The settings, and what says for which site, from which version and by which button the form was sent. */
    private static final List<String> OTHER_FIELDS = List.of(
            "site", "seen", "action", "maxLinks", "burst", "listedDomains", "trustedDomains", "languages", "words");

    private static final Pattern LINE = Pattern.compile("\\R");

    /** Commas, also Arabic ones, or white space. */
    private static final Pattern SEPARATOR = Pattern.compile("[,،\\s]+");

    private static final String ON = "on-";
    private static final String WEIGHT = "weight-";

    /** Not a number, so that it is refused. */
    private static final Integer INVALID = -1;

    /** The rules that can be changed. */
    public static List<ScreeningRule> rules() {
        return Arrays.stream(ScreeningRule.values())
                .filter(ScreeningRule::isConfigurable)
                .toList();
    }

    /** The number of fields of the form: each rule has two. */
    static int maxFields() {
        return 2 * rules().size() + OTHER_FIELDS.size();
    }

    static RuleForm of(RuleSet rules) {
        Map<String, String> weights = new HashMap<>();
        Set<String> on = new HashSet<>();
        for (ScreeningRule rule : rules()) {
            @Nullable Integer weight = rules.weights().get(rule);
            weights.put(rule.id(), Integer.toString(weight == null ? rule.defaultWeight() : weight));
            if (weight != null) {
                on.add(rule.id());
            }
        }
        return new RuleForm(
                weights,
                on,
                Integer.toString(rules.maxLinks()),
                Integer.toString(rules.burst()),
                String.join("\n", rules.listedDomains()),
                String.join("\n", rules.trustedDomains()),
                String.join(", ", rules.languages()),
                rules.words().size() > MAX_WORDS ? "" : String.join("\n", rules.words()));
    }

    static RuleForm of(Map<String, String> fields) {
        Map<String, String> weights = new HashMap<>();
        Set<String> on = new HashSet<>();
        for (ScreeningRule rule : rules()) {
            weights.put(rule.id(), fields.getOrDefault(WEIGHT + rule.id(), "").strip());
            // A box that is not checked is not sent.
            if (fields.containsKey(ON + rule.id())) {
                on.add(rule.id());
            }
        }
        return new RuleForm(
                weights,
                on,
                fields.getOrDefault("maxLinks", "").strip(),
                fields.getOrDefault("burst", "").strip(),
                fields.getOrDefault("listedDomains", ""),
                fields.getOrDefault("trustedDomains", ""),
                fields.getOrDefault("languages", ""),
                fields.getOrDefault("words", ""));
    }

    public boolean isOn(ScreeningRule rule) {
        return on.contains(rule.id());
    }

    public String weight(ScreeningRule rule) {
        return weights.getOrDefault(rule.id(), "");
    }

    /** The values that differ from the settings. A value that is equal to its setting changes with the setting. */
    SiteRuleOverrides overrides(RuleSet settings) {
        RuleForm same = of(settings);
        Map<String, @Nullable String> rules = new HashMap<>();
        for (ScreeningRule rule : rules()) {
            String setting = same.setting(rule);
            if (!setting(rule).equals(setting)) {
                rules.put(rule.id(), setting(rule));
            }
        }
        return new SiteRuleOverrides(
                rules,
                maxLinks.equals(same.maxLinks) ? null : number(maxLinks),
                burst.equals(same.burst) ? null : number(burst),
                changed(LINE, listedDomains, same.listedDomains),
                changed(LINE, trustedDomains, same.trustedDomains),
                changed(SEPARATOR, languages, same.languages),
                changed(LINE, words, same.words));
    }

    private String setting(ScreeningRule rule) {
        return isOn(rule) ? weight(rule) : "off";
    }

    private static Integer number(String text) {
        return text.matches("\\d{1,9}") ? Integer.valueOf(text) : INVALID;
    }

    private static @Nullable List<@Nullable String> changed(Pattern separator, String typed, String setting) {
        List<@Nullable String> items = items(separator, typed);
        return items.equals(items(separator, setting)) ? null : items;
    }

    private static List<@Nullable String> items(Pattern separator, String typed) {
        return separator
                .splitAsStream(typed)
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .<@Nullable String>map(item -> item)
                .toList();
    }
}
