package mizan.scoring;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A score that another system suggests for a text, in the format of the Perspective API.
 *
 * @param attributeScores the suggested scores by attribute
 * @param languages the languages of the text
 * @param clientToken is repeated in the response
 */
@Introspected
@Schema(name = "SuggestCommentScoreRequest")
record SuggestRequest(
        AnalyzeRequest.@Nullable TextEntry comment,
        @Nullable Map<String, @Nullable Object> attributeScores,
        @Nullable List<@Nullable String> languages,
        @Nullable String clientToken) {}
