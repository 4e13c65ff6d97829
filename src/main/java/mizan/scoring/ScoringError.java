package mizan.scoring;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** An error in the format of Google's APIs (google.rpc.Status). */
@Introspected
@Schema(name = "ScoringError")
record ScoringError(Status error) {

    static ScoringError of(ScoringException thrown) {
        ScoringErrorDetail detail = new ScoringErrorDetail(
                "type.googleapis.com/google.commentanalyzer.v1alpha1.Error",
                thrown.errorType(),
                thrown.attribute() == null
                        ? null
                        : new ScoringErrorDetail.LanguageNotSupported(
                                thrown.languages(), thrown.languages(), thrown.attribute()));
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
    record Status(int code, String message, String status, List<ScoringErrorDetail> details) {}
}
