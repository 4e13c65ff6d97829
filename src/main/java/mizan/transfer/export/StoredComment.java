package mizan.transfer.export;

import java.util.List;
import java.util.Optional;
import mizan.comment.RejectionReason;
import mizan.transfer.export.ExportRepository.CommentRow;
import mizan.transfer.export.ExportRepository.DecisionRow;
import org.jspecify.annotations.Nullable;

/**
 * A comment in any state, with its decisions.
 *
 * @param email the whole address; null if it is not stored, cannot be decrypted, or is not to be exported in plain text
 * @param decisions oldest first
 */
record StoredComment(CommentRow row, @Nullable String email, List<DecisionRow> decisions) implements ExportedRow {

    /** The decision that led to the current status. */
    Optional<DecisionRow> lastDecision() {
        return decisions.isEmpty() ? Optional.empty() : Optional.of(decisions.getLast());
    }

    /** The reason of a rejected comment. */
    Optional<RejectionReason> reason() {
        return lastDecision().flatMap(decision -> Optional.ofNullable(decision.reason()));
    }

    /** Holds no personal data, because it may be logged. */
    @Override
    public String toString() {
        return "StoredComment[" + row.id() + "]";
    }
}
