package mizan.moderation.decision;

import java.util.List;

/** How an attempt to take a batch back ended. */
sealed interface UndoOutcome {

    /** What could be taken back is. An outcome for each of the proposals that this takes, in their order. */
    record Undone(List<ProposedDecision> proposals, List<DecisionOutcome> outcomes) implements UndoOutcome {}

    /** Nothing was ever decided under this name. */
    record NoSuchBatch() implements UndoOutcome {}

    /** It is another moderator's, and this one is no {@link mizan.moderator.Role#ADMIN}. */
    record NotAllowed() implements UndoOutcome {}
}
