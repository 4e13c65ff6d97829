package mizan.scoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The scores of a text, in the format of the Perspective API.
 *
 * @param attributeScores the scores by attribute
 * @param languages the languages of the request, or the language of the site
 * @param detectedLanguages the same: the service does not detect languages
 */
@Introspected
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "AnalyzeCommentResponse")
record AnalyzeResponse(
        Map<String, AttributeScores> attributeScores,
        List<String> languages,
        List<String> detectedLanguages,
        @Nullable String clientToken) {

    /** The scores of one attribute. */
    @Introspected
    @Schema(name = "AttributeScores")
    record AttributeScores(List<SpanScore> spanScores, Score summaryScore) {

        static AttributeScores of(String text, double probability) {
            Score score = new Score(probability, "PROBABILITY");
            return new AttributeScores(List.of(new SpanScore(0, text.length(), score)), score);
        }
    }

    /**
     * The score of a part of the text.
     *
     * @param begin a UTF-16 offset
     * @param end a UTF-16 offset, exclusive
     */
    @Introspected
    @Schema(name = "SpanScore")
    record SpanScore(int begin, int end, Score score) {}

    /**
     * A score.
     *
     * @param value 0 to 1
     * @param type always {@code PROBABILITY}
     */
    @Introspected
    @Schema(name = "Score")
    record Score(double value, String type) {}
}
