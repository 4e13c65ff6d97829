package mizan.scoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The kind of an error.
 *
 * @param errorType one of the Perspective API, such as {@code COMMENT_EMPTY}
 */
// A schema of its own name would get that name as a property too.
@Introspected
@JsonInclude(JsonInclude.Include.NON_NULL)
record ScoringErrorDetail(
        @JsonProperty("@type") String type,
        String errorType,
        @Nullable LanguageNotSupported languageNotSupportedByAttributeError) {

    /** An attribute that has no scores. */
    @Introspected
    @Schema(name = "LanguageNotSupportedByAttributeError")
    record LanguageNotSupported(List<String> detectedLanguages, List<String> requestedLanguages, String attribute) {}
}
