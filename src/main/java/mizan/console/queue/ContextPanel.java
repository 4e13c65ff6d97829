package mizan.console.queue;

import java.util.List;
import mizan.comment.Verdict;
import mizan.moderation.queue.QueuedComment.RecordedDecision;
import mizan.moderation.queue.ThreadContext;
import mizan.platform.i18n.LocalizedMessages;

/**
 * Model of the panel beside the current comment: its conversation, its author and its article.
 *
 * @param thread the comment and its neighbours in the thread
 * @param lastDecisions the last decisions on other comments of the author, newest first
 */
public record ContextPanel(CommentCard card, List<ThreadContext.Entry> thread, List<RecordedDecision> lastDecisions) {

    /** A decision on a comment of the author: verdict and reason. */
    public String text(RecordedDecision decision) {
        LocalizedMessages messages = card.messages();
        String verdict = messages.get("status." + (isApproval(decision) ? "APPROVED" : "REJECTED"));
        return decision.reason() == null
                ? verdict
                : verdict + " · " + messages.get("reason." + decision.reason().name());
    }

    public boolean isApproval(RecordedDecision decision) {
        return decision.verdict() == Verdict.APPROVE;
    }
}
