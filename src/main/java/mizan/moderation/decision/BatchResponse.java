package mizan.moderation.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import mizan.platform.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The results of a batch.
 *
 * @param batch its id, for undo
 * @param results the results in the order of the request
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record BatchResponse(UUID batch, List<Result> results) {

    /**
     * The result of one decision.
     *
     * @param status the HTTP status that this decision alone would have
     * @param version the version that the decision produced; present with status 200 only
     * @param problem present with any other status
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(
            UUID id,
            int status,
            @Nullable Integer version,
            @Nullable Problem problem) {}

    /**
     * The results of an undo.
     *
     * @param results one for each comment of the batch
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "UndoResponse")
    record Undo(List<Result> results) {}
}
