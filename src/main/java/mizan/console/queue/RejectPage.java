package mizan.console.queue;

import java.util.List;
import mizan.comment.RejectionReason;
import mizan.console.layout.Layout;
import org.jspecify.annotations.Nullable;

/**
 * The page on which a comment is rejected without script, and where a decision that could not be made is told of.
 *
 * @param card HTML, made of a template
 * @param version the one that the form decides on
 * @param reason what was chosen, or empty
 * @param note what was typed
 * @param problem why it was not decided, or null
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
        @Nullable String problem) {

    public List<RejectionReason> reasons() {
        return List.of(RejectionReason.values());
    }
}
