package mizan.moderation.decision;

import java.util.UUID;
import mizan.moderation.queue.CurrentState;
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

    /**
     * The comment already has the status of the decision. Nothing was changed.
     *
     * @param version the current version, which the moderator saw
     */
    record Unchanged(int version) implements DecisionOutcome {}

    /** The comment's version is another one. */
    record AlreadyDecided(CurrentState current) implements DecisionOutcome {}

    /** Another moderator's claim on the comment is live. */
    record ClaimedByAnother(CurrentState current) implements DecisionOutcome {}

    /** The comment does not exist, or its author has withdrawn it. */
    record NoSuchComment() implements DecisionOutcome {}

    /** The comment belongs to a site on which this moderator does not decide. */
    record NotAllowed() implements DecisionOutcome {}
}
