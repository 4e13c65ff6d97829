package mizan.moderation.screening;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import mizan.screening.rule.ScreeningPolicy;
import mizan.screening.rule.ScreeningRule;
import org.jspecify.annotations.Nullable;

/**
 * The screening rules of a site.
 *
 * @param version the number of the newest change, or of the requested one; 0 if the settings apply
 * @param rules all rules, in the order in which they run
 * @param maxLinks the number of links that a comment may have
 * @param listedDomains domains whose links are found
 * @param trustedDomains domains whose links do not count
 * @param scripts the scripts of the site's languages (ISO 15924)
 * @param words the number of words and phrases in its list
 * @param burst the number of comments on an article within a minute that is unusual
 * @param overrides what differs from the settings
 * @param versions the newest 50 changes, newest first
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SiteRules(
        String site,
        int version,
        List<SiteRule> rules,
        int maxLinks,
        List<String> listedDomains,
        List<String> trustedDomains,
        List<String> scripts,
        int words,
        int burst,
        SiteRuleOverrides overrides,
        List<Version> versions) {

    static SiteRules of(SiteScreening.View view, ScreeningPolicy policy) {
        return new SiteRules(
                view.site(),
                view.version(),
                Arrays.stream(ScreeningRule.values())
                        .map(rule -> new SiteRule(rule.id(), weight(policy, rule), rule.defaultWeight()))
                        .toList(),
                policy.maxLinks(),
                policy.listedDomains().stream().sorted().toList(),
                policy.trustedDomains().stream().sorted().toList(),
                policy.scripts().stream().sorted().toList(),
                policy.words().size(),
                policy.burst(),
                SiteRuleOverrides.of(view.overrides()),
                view.versions().stream()
                        .map(version -> new Version(version.version(), version.at(), version.moderator()))
                        .toList());
    }

    private static @Nullable Integer weight(ScreeningPolicy policy, ScreeningRule rule) {
        return rule.isConfigurable() ? policy.weights().get(rule) : Integer.valueOf(rule.defaultWeight());
    }

    /**
     * A change of the rules.
     *
     * @param moderator the account that made it
     */
    @Introspected
    @Schema(name = "ScreeningRulesVersion")
    public record Version(int version, Instant at, String moderator) {}

    /**
     * A rule of a site.
     *
     * @param weight what a finding adds to the score; null if the rule is off
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record SiteRule(
            String rule, @Schema(nullable = true) @Nullable Integer weight, int defaultWeight) {}
}
