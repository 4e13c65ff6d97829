package mizan.moderation.screening;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a site's rules to try on its past decisions. Rules and lists that are absent are those that apply now.
 *
 * @param rules on, off or a weight from 0 to 100 for each changed rule
 * @param maxLinks the number of links that a comment may have
 * @param listedDomains domains instead of the site's list
 * @param trustedDomains domains instead of the site's list
 * @param languages languages instead of the site's
 * @param words words and phrases instead of the site's list
 * @param limit the number of comments to read, 1 to 1,000
 */
@Introspected
@Schema(example = """
                {"site": "demo", "rules": {"words": "80"}, "words": ["للتواصل"], "limit": 500}
                """)
record BacktestRequest(
        @Schema(requiredMode = REQUIRED, nullable = false) @Nullable String site,

        @Nullable Map<String, @Nullable String> rules,
        @Nullable Integer maxLinks,
        @Nullable List<@Nullable String> listedDomains,
        @Nullable List<@Nullable String> trustedDomains,
        @Nullable List<@Nullable String> languages,
        @Nullable List<@Nullable String> words,
        @Nullable Integer limit) {

    SiteRuleOverrides overrides() {
        return new SiteRuleOverrides(rules, maxLinks, null, listedDomains, trustedDomains, languages, words);
    }
}
