package mizan.moderation.screening;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import mizan.screening.ruleset.RuleOverrides;
import org.jspecify.annotations.Nullable;

/**
 * What differs from the settings of a site. What is absent or null is as in the settings.
 *
 * @param rules on, off or a weight from 0 to 100 for each changed rule
 * @param maxLinks the number of links that a comment may have, 0 to 100
 * @param burst the number of comments on an article within a minute that is unusual, 1 to 1,000,000
 * @param listedDomains domains whose links are found, at most 1,000
 * @param trustedDomains domains whose links do not count besides the site's own, at most 1,000
 * @param languages the languages of comments, at most 20
 * @param words words and phrases to find, instead of those in the settings; at most 10,000 with at most 100 characters each
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
@Schema(name = "ScreeningRuleOverrides", example = """
                {"rules": {"words": "80", "shouting": "off"}, "maxLinks": 1, "words": ["للتواصل"]}
                """)
public record SiteRuleOverrides(
        @Nullable Map<String, @Nullable String> rules,
        @Nullable Integer maxLinks,
        @Nullable Integer burst,
        @Nullable List<@Nullable String> listedDomains,
        @Nullable List<@Nullable String> trustedDomains,
        @Nullable List<@Nullable String> languages,
        @Nullable List<@Nullable String> words) {

    static SiteRuleOverrides of(RuleOverrides overrides) {
        return new SiteRuleOverrides(
                Map.copyOf(overrides.rules()),
                overrides.maxLinks(),
                overrides.burst(),
                copy(overrides.listedDomains()),
                copy(overrides.trustedDomains()),
                copy(overrides.languages()),
                copy(overrides.words()));
    }

    private static @Nullable List<@Nullable String> copy(@Nullable List<String> values) {
        return values == null ? null : List.copyOf(values);
    }
}
