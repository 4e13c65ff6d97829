package mizan.console.queue;

import java.util.List;
import mizan.comment.RejectionReason;
import mizan.console.layout.Layout;
import org.jspecify.annotations.Nullable;

/**
 * Model of the page that rejects a comment without script. It also explains why a decision was not accepted.
 *
 * @param card the rendered card, as HTML
 * @param version the comment version that the form decides on
 * @param returnPath the page to show after the decision
 * @param reason the chosen reason, or empty
 * @param note the note as typed
 * @param legalGround the legal ground as typed
 * @param problem why the decision was not accepted, or null
 */
public record RejectPage(
        Layout layout,
        String commentPath,
        String card,
        int version,
        boolean isPending,
        String returnPath,
        String reason,
        String note,
        String legalGround,
        @Nullable String problem) {

    public List<RejectionReason> reasons() {
        return List.of(RejectionReason.values());
    }
}
