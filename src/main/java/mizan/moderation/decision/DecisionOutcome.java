package mizan.moderation.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import mizan.comment.CommentStatus;
import mizan.moderation.queue.QueuedComment;
import org.jspecify.annotations.Nullable;

/** Result of a proposed decision. */
public sealed interface DecisionOutcome {

    /**
     * The decision is committed.
     *
     * @param comment as the decision has left it; null for a decision of a batch, and if the comment was changed again
     */
    record Decided(@Nullable QueuedComment comment) implements DecisionOutcome {}

    /**
     * The same moderator has already made this decision, and probably did not receive the response. Nothing was changed.
     *
     * @param batch the batch of that decision, or null
     */
    record Repeated(int version, @Nullable UUID batch) implements DecisionOutcome {}

    /** The comment's version is another one, or the verdict is not possible in its status. */
    record AlreadyDecided(Current current) implements DecisionOutcome {}

    /** Another moderator's claim on the comment is live. */
    record ClaimedByAnother(Current current) implements DecisionOutcome {}

    /** The comment does not exist, or its author has withdrawn it. */
    record NoSuchComment() implements DecisionOutcome {}

    /** The comment belongs to a site on which this moderator does not decide. */
    record NotAllowed() implements DecisionOutcome {}

    /**
     * The current state of a comment.
     *
     * @param decidedBy the account whose decision, or reopening, produced this version; null if there is none, or if the
     *     service itself decided
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Current(
            CommentStatus status,
            int version,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt) {}
}
