package mizan.scoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An error in the format of Google's APIs (google.rpc.Status). */
@Introspected
@Schema(name = "ScoringError")
record ScoringError(Status error) {

    static ScoringError of(ScoringException thrown) {
        ErrorDetail detail = new ErrorDetail(
                "type.googleapis.com/google.commentanalyzer.v1alpha1.Error",
                thrown.errorType(),
                thrown.attribute() == null
                        ? null
                        : new LanguageNotSupported(thrown.languages(), thrown.languages(), thrown.attribute()));
        return new ScoringError(new Status(
                thrown.status().code(), thrown.text(), thrown.status().name(), List.of(detail)));
    }

    /**
     * What is wrong.
     *
     * @param code the HTTP status
     */
    @Introspected
    @Schema(name = "ScoringErrorStatus")
    record Status(int code, String message, String status, List<ErrorDetail> details) {}

    /**
     * The kind of an error.
     *
     * @param errorType one of the Perspective API, such as {@code COMMENT_EMPTY}
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ScoringErrorDetail")
    record ErrorDetail(
            @JsonProperty("@type") String type,
            String errorType,
            @Nullable LanguageNotSupported languageNotSupportedByAttributeError) {}

    /** An attribute that has no scores. */
    @Introspected
    @Schema(name = "LanguageNotSupportedByAttributeError")
    record LanguageNotSupported(List<String> detectedLanguages, List<String> requestedLanguages, String attribute) {}
}
