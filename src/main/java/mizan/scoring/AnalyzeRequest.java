package mizan.scoring;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A text to score, in the format of the Perspective API. Other fields of that format are accepted and ignored: nothing is
 * stored, whatever {@code doNotStore} says.
 *
 * @param requestedAttributes the attributes to score, with their parameters
 * @param languages the languages of the text
 * @param dropUnsupportedAttributes whether attributes that are not supported are left out, instead of an error
 * @param clientToken is repeated in the response
 */
@Introspected
@Schema(name = "AnalyzeCommentRequest")
record AnalyzeRequest(
        @Nullable TextEntry comment,
        @Nullable Map<String, @Nullable AttributeParameters> requestedAttributes,
        @Nullable List<@Nullable String> languages,
        @Nullable Boolean dropUnsupportedAttributes,
        @Nullable String clientToken) {

    /**
     * A text.
     *
     * @param type {@code PLAIN_TEXT}, or nothing
     */
    @Introspected
    @Schema(name = "TextEntry")
    record TextEntry(@Nullable String text, @Nullable String type) {

        @Override
        public String toString() {
            return "TextEntry[…]";
        }
    }

    /**
     * How an attribute is scored.
     *
     * @param scoreType {@code PROBABILITY}, or nothing
     * @param scoreThreshold a lower score is left out
     */
    @Introspected
    @Schema(name = "AttributeParameters")
    record AttributeParameters(
            @Nullable String scoreType, @Nullable Double scoreThreshold) {}
}
