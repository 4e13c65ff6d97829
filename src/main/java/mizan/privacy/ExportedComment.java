package mizan.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mizan.comment.CommentStatus;
import mizan.comment.RejectionReason;
import mizan.comment.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * All that is stored about one comment, for its author.
 *
 * @param email the address as it was typed; null if it cannot be decrypted
 * @param keptUntil when the comment is erased if it is rejected, or its address and receipt if it is approved; null if they
 *     are kept
 * @param findings the results of screening
 * @param client the pseudonym of the client's network; null if none is stored
 * @param decisions all decisions, oldest first
 * @param idempotencyKeys the digests under which the response to a repeated request is stored
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ExportedComment(
        UUID id,
        String site,
        Article article,
        @Nullable UUID parentId,
        String name,
        @Nullable String email,
        String body,
        CommentStatus status,
        int version,
        Instant submittedAt,
        @Nullable Instant decidedAt,
        @Nullable Instant keptUntil,
        List<Finding> findings,
        @Nullable StoredValue client,
        List<Decision> decisions,
        List<StoredValue> idempotencyKeys) {

    /** Does not contain personal data, because it may be logged. */
    @Override
    public String toString() {
        return "ExportedComment[" + id + "]";
    }

    /** The article of a comment. */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ExportedArticle")
    public record Article(
            String key, @Nullable String url, @Nullable String title) {}

    /**
     * The result of one screening rule.
     *
     * @param spans the places in the body, as pairs of UTF-16 offsets [from, to)
     * @param weight what it added to the score by which the moderation queue can be ordered
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ExportedFinding")
    public record Finding(
            String rule,
            @Nullable String detail,
            @Nullable List<List<Integer>> spans,
            @Nullable Integer weight) {}

    /**
     * A decision about the comment. The moderator's account is not included: it is personal data of the moderator.
     *
     * @param automated whether the service decided itself
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ExportedDecision")
    public record Decision(
            Verdict verdict,
            @Nullable RejectionReason reason,
            @Nullable String note,
            @Nullable String legalGround,
            boolean automated,
            Instant at,
            int version) {}

    /**
     * A value that is stored, but not exported: it is a digest under a secret key, which says nothing to a person.
     *
     * @param keptUntil when it is deleted; null if it is kept as long as the comment
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record StoredValue(@Nullable Instant keptUntil) {}
}
