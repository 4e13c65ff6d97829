package mizan.moderation.decision;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.UUID;
import mizan.comment.RejectionReason;
import mizan.comment.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The body of a batch request.
 *
 * @param decisions 1 to 500
 * @param reason the reason of every rejection that has none of its own
 * @param note the note of every decision that has none of its own
 * @param legalGround the legal ground of every rejection as ILLEGAL that has none of its own
 */
@Introspected
record BatchRequest(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable List<@Nullable Item> decisions,

        @Schema(implementation = RejectionReason.class) @Nullable String reason,

        @Nullable String note,

        @Nullable String legalGround) {

    /** The values of a decision that has none of its own. */
    DecisionRequest defaults() {
        return new DecisionRequest(null, reason, note, legalGround);
    }

    /**
     * One decision of the batch.
     *
     * @param version the version of the comment that the moderator saw
     * @param reason the reason of a rejection; ignored otherwise
     * @param note 1 to 1,000 user-perceived characters, at most 8,000 bytes; required with OTHER
     * @param legalGround the law that the comment breaks; required with ILLEGAL, ignored otherwise. Note and legal ground take
     *     at most 8,000 bytes together
     */
    @Introspected
    @Schema(name = "BatchedDecision")
    record Item(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable UUID id,

            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable Integer version,

            @Schema(implementation = Verdict.class, requiredMode = Schema.RequiredMode.REQUIRED, nullable = false)
            @Nullable String verdict,

            @Schema(implementation = RejectionReason.class) @Nullable String reason,

            @Nullable String note,

            @Nullable String legalGround) {

        DecisionRequest request() {
            return new DecisionRequest(version, reason, note, legalGround);
        }
    }
}
