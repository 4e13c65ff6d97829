package mizan.moderation.screening;

import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import mizan.platform.http.FieldViolation;
import mizan.screening.rule.RuleWeight;
import mizan.screening.rule.ScreeningRule;
import mizan.screening.ruleset.RuleOverrides;
import mizan.text.DomainName;
import org.jspecify.annotations.Nullable;

/** Checks changed rules, and collects every violation. */
final class OverridesParser {

    private static final int MAX_LINKS = 100;
    private static final int MAX_BURST = 1_000_000;
    private static final int MAX_DOMAINS = 1_000;
    private static final int MAX_LANGUAGES = 20;
    private static final int MAX_WORDS = 10_000;

    /** In code points. */
    private static final int MAX_WORD = 100;

    private static final Set<String> LANGUAGES = Set.copyOf(Arrays.asList(Locale.getISOLanguages()));

    private final List<FieldViolation> violations;

    private OverridesParser(List<FieldViolation> violations) {
        this.violations = violations;
    }

    /** @param violations gets all violations; if there are any, the result must not be used */
    static RuleOverrides parse(SiteRuleOverrides request, List<FieldViolation> violations) {
        return new OverridesParser(violations).parse(request);
    }

    private RuleOverrides parse(SiteRuleOverrides request) {
        return new RuleOverrides(
                rules(request.rules()),
                number("maxLinks", request.maxLinks(), 0, MAX_LINKS),
                number("burst", request.burst(), 1, MAX_BURST),
                list("listedDomains", request.listedDomains(), MAX_DOMAINS, OverridesParser::isDomain),
                list("trustedDomains", request.trustedDomains(), MAX_DOMAINS, OverridesParser::isDomain),
                list("languages", request.languages(), MAX_LANGUAGES, OverridesParser::isLanguage),
                list("words", request.words(), MAX_WORDS, OverridesParser::isWord));
    }

    private Map<String, String> rules(@Nullable Map<String, @Nullable String> requested) {
        Map<String, String> rules = new HashMap<>();
        if (requested != null) {
            requested.forEach((id, weight) -> {
                boolean isRule = ScreeningRule.find(id)
                        .filter(ScreeningRule::isConfigurable)
                        .isPresent();
                if (isRule && weight != null && RuleWeight.isValid(weight)) {
                    rules.put(id, weight);
                } else {
                    violations.add(FieldViolation.of("rules", "unknown"));
                }
            });
        }
        return rules;
    }

    private @Nullable Integer number(String field, @Nullable Integer number, int min, int max) {
        if (number != null && (number < min || number > max)) {
            violations.add(FieldViolation.of(field, "range", min, max));
        }
        return number;
    }

    private @Nullable List<String> list(
            String field, @Nullable List<@Nullable String> values, int max, Predicate<String> isValid) {
        if (values == null) {
            return null;
        }
        if (values.size() > max) {
            violations.add(FieldViolation.of(field, "too-many", max));
            return null;
        }
        Set<String> parsed = new LinkedHashSet<>();
        for (@Nullable String value : values) {
            String stripped = value == null ? "" : value.strip();
            if (!isValid.test(stripped)) {
                violations.add(FieldViolation.of(field, "invalid"));
                return null;
            }
            parsed.add(stripped);
        }
        return List.copyOf(parsed);
    }

    private static boolean isDomain(String domain) {
        return DomainName.parse(domain).isPresent();
    }

    private static boolean isLanguage(String tag) {
        return LANGUAGES.contains(Locale.forLanguageTag(tag).getLanguage());
    }

    private static boolean isWord(String word) {
        return !word.isEmpty()
                && word.codePointCount(0, word.length()) <= MAX_WORD
                && word.codePoints().noneMatch(Character::isISOControl);
    }
}
