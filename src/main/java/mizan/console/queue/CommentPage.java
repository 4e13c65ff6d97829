package mizan.console.queue;

import java.util.Arrays;
import java.util.List;
import mizan.audit.AuditTrail;
import mizan.comment.CommentStatus;
import mizan.comment.RejectionReason;
import mizan.console.CommentLinks;
import mizan.console.audit.AuditEntryText;
import mizan.console.layout.Layout;
import mizan.moderation.queue.QueuedComment;
import mizan.moderation.queue.QueuedComment.RecordedDecision;
import mizan.moderation.queue.ThreadContext;
import mizan.moderator.Role;
import mizan.platform.i18n.LocalizedMessages;
import org.jspecify.annotations.Nullable;

/**
 * One comment, with all that there is to know about it.
 *
 * @param thread it and what was said around it
 * @param auditPage what was done to it; null for those who may not read that
 */
public record CommentPage(
        Layout layout, QueuedComment comment, List<ThreadContext.Entry> thread, AuditTrail.@Nullable Page auditPage) {

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    public LocalizedMessages messages() {
        return layout.messages();
    }

    public HighlightedText highlightedText() {
        return HighlightedText.of(messages(), comment);
    }

    public boolean isPending() {
        return comment.status() == CommentStatus.PENDING;
    }

    public List<String> reasons() {
        return Arrays.stream(RejectionReason.values()).map(Enum::name).toList();
    }

    /** Every decision about it, the last one first. */
    public List<RecordedDecision> history() {
        return comment.history() == null ? List.of() : comment.history().reversed();
    }

    public boolean isPrivacyOfficer() {
        return layout.moderator() != null && layout.moderator().has(Role.PRIVACY);
    }

    /** Whether somebody else holds it: then only they can decide. */
    public boolean isClaimedByAnother() {
        return comment.claim() != null
                && layout.moderator() != null
                && !comment.claim().moderator().equals(layout.moderator().name());
    }

    public AuditEntryText describe(mizan.audit.AuditRow entry) {
        return new AuditEntryText(messages(), entry);
    }

    public String path() {
        return CommentLinks.path(comment.id());
    }

    /** How a status is shown: a badge's class. */
    public static String badgeClass(CommentStatus status) {
        return switch (status) {
            case PENDING -> "badge warn";
            case APPROVED -> "badge good";
            case REJECTED -> "badge bad";
            case WITHDRAWN -> "badge";
        };
    }
}
