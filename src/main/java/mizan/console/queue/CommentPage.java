package mizan.console.queue;

import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import mizan.audit.AuditTrail;
import mizan.comment.CommentStatus;
import mizan.comment.RejectionReason;
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
 * @param conversation it and what was said around it
 * @param trail what was done to it; null for those who may not read that
 */
public record CommentPage(
        Layout frame, QueuedComment comment, List<ThreadContext.Entry> conversation, AuditTrail.@Nullable Page trail) {

    public String text(String key, Object... arguments) {
        return frame.text(key, arguments);
    }

    public LocalizedMessages words() {
        return frame.words();
    }

    public HighlightedText marked() {
        return HighlightedText.of(words(), comment);
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

    public boolean isOfficer() {
        return frame.moderator() != null && frame.moderator().has(Role.PRIVACY);
    }

    /** Whether somebody else holds it: then only they can decide. */
    public boolean isHeldByAnother() {
        return comment.claim() != null
                && frame.moderator() != null
                && !comment.claim().moderator().equals(frame.moderator().name());
    }

    public AuditEntryText sentence(mizan.audit.AuditRow entry) {
        return new AuditEntryText(words(), entry);
    }

    public String address() {
        return address(comment.id());
    }

    public static String address(UUID comment) {
        return "/console/comments/" + comment;
    }

    /** How a status is shown: a badge's class. */
    public static String badge(CommentStatus status) {
        return switch (status) {
            case PENDING -> "badge warn";
            case APPROVED -> "badge good";
            case REJECTED -> "badge bad";
            case WITHDRAWN -> "badge";
        };
    }
}
