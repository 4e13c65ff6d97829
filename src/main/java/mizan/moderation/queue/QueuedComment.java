package mizan.moderation.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mizan.comment.CommentStatus;
import mizan.comment.RejectionReason;
import mizan.comment.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A comment as moderators see it.
 *
 * @param email masked: only the first letters of both parts and the top-level domain are left
 * @param version what a decision about it has to state
 * @param findings what was noticed before a person looked
 * @param author what became of the same person's comments on this site
 * @param claim who holds it now, if anybody
 * @param decision the one that made this version; null while nobody has decided
 * @param history every decision, oldest first; only where one comment was asked for
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record QueuedComment(
        UUID id,
        String site,
        Article article,
        @Nullable Parent parent,
        String name,
        String email,
        String body,
        CommentStatus status,
        int version,
        Instant submittedAt,
        List<Finding> findings,
        Author author,
        @Nullable Claim claim,
        @Nullable RecordedDecision decision,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<RecordedDecision> history) {

    /** What it was written under. */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Article(
            String key, @Nullable String url, @Nullable String title) {}

    /**
     * What it answers.
     *
     * @param name null once it was withdrawn, as is the excerpt
     * @param excerpt its first 140 user-perceived characters
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Parent(
            UUID id, @Nullable String name, @Nullable String excerpt) {}

    /**
     * What a rule noticed.
     *
     * @param spans where in the body, as pairs of UTF-16 offsets [from, to)
     */
    @Introspected
    public record Finding(String rule, String detail, List<List<Integer>> spans) {}

    /** How many of the same person's comments have which status. */
    @Introspected
    public record Author(long approved, long rejected, long pending) {}

    /** Who holds it, and until when. */
    @Introspected
    public record Claim(String moderator, Instant until) {}

    /**
     * A decision that was made.
     *
     * @param moderator the account's name; null where the service decided by itself
     * @param version the one that it made
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record RecordedDecision(
            Verdict verdict,
            @Nullable RejectionReason reason,
            @Nullable String note,
            @Nullable String moderator,
            Instant at,
            int version) {}

    QueuedComment with(List<RecordedDecision> decisions) {
        return new QueuedComment(
                id,
                site,
                article,
                parent,
                name,
                email,
                body,
                status,
                version,
                submittedAt,
                findings,
                author,
                claim,
                decision,
                decisions);
    }
}
