package mizan.moderation.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.util.List;
import java.util.UUID;
import mizan.platform.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What became of decisions that were sent together.
 *
 * @param batch under which they can be taken back; not there where nothing was decided
 * @param results in the order of the request
 */
@Introspected
@JsonInclude(JsonInclude.Include.NON_NULL)
record BatchResponse(@Nullable UUID batch, List<Result> results) {

    /**
     * What became of one.
     *
     * @param status as of an answer to this decision alone
     * @param version the one that the decision made; where the status is 200
     * @param problem what stood in its way; where it is not
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Result(
            UUID id,
            int status,
            @Nullable Integer version,
            @Nullable Problem problem) {}
}
