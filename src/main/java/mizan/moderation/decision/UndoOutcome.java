package mizan.moderation.decision;

import java.util.List;

/** Result of the undo of a batch. */
sealed interface UndoOutcome {

    /** The batch was undone as far as possible. One outcome for each proposal, in their order. */
    record Undone(List<ProposedDecision> proposals, List<DecisionOutcome> outcomes) implements UndoOutcome {}

    /** There is no batch with this id. */
    record NoSuchBatch() implements UndoOutcome {}

    /** The batch is another moderator's, and this moderator is not an {@link mizan.moderator.Role#ADMIN}. */
    record NotAllowed() implements UndoOutcome {}
}
