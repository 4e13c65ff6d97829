package mizan.moderation.screening;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes of a site's rules to try on its past decisions.
 *
 * @param rules on, off or a weight from 0 to 100 for each changed rule
 * @param words words and phrases instead of the site's list
 * @param limit the number of comments to read, 1 to 1,000
 */
@Introspected
@Schema(example = """
                {"site": "demo", "rules": {"words": "80"}, "words": ["للتواصل"], "limit": 500}
                """)
record BacktestRequest(
        @Schema(requiredMode = REQUIRED, nullable = false) @Nullable String site,

        @Nullable Map<String, String> rules,
        @Nullable List<String> words,
        @Nullable Integer limit) {}
