package mizan.console.queue;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import mizan.audit.AuditTrail;
import mizan.comment.CommentStatus;
import mizan.comment.RejectionReason;
import mizan.console.CommentLinks;
import mizan.console.audit.AuditEntryText;
import mizan.console.layout.Layout;
import mizan.moderation.queue.EmailState;
import mizan.moderation.queue.PendingNeighbours;
import mizan.moderation.queue.QueuedComment;
import mizan.moderation.queue.QueuedComment.RecordedDecision;
import mizan.moderation.queue.ThreadContext;
import mizan.moderator.Role;
import mizan.platform.i18n.LocalizedMessages;
import org.jspecify.annotations.Nullable;

/**
 * Model of the page of one comment.
 *
 * @param neighbours the pending comments before and after it in the queue
 * @param thread the comment and its neighbours in the thread
 * @param auditPage the audit entries of the comment; null for accounts that are not ADMIN
 */
public record CommentPage(
        Layout layout,
        QueuedComment comment,
        PendingNeighbours neighbours,
        List<ThreadContext.Entry> thread,
        AuditTrail.@Nullable Page auditPage) {

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    public LocalizedMessages messages() {
        return layout.messages();
    }

    /** The author's name, or the text in its place if the author is erased. */
    public String author() {
        return author(comment.name());
    }

    public String author(@Nullable String name) {
        return Objects.requireNonNullElseGet(name, () -> text("author.deleted"));
    }

    public HighlightedText highlightedText() {
        return HighlightedText.of(messages(), comment);
    }

    public boolean isEmailReadable() {
        return comment.emailState() == EmailState.READABLE;
    }

    public boolean isPending() {
        return comment.status() == CommentStatus.PENDING;
    }

    /** Whether the comment is published, and readers have reported it since the last decision. */
    public boolean isReported() {
        return comment.status() == CommentStatus.APPROVED && comment.hasReports();
    }

    /** Whether the form has both decisions. */
    public boolean isDecidable() {
        return isPending() || isReported();
    }

    public List<String> reasons() {
        return Arrays.stream(RejectionReason.values()).map(Enum::name).toList();
    }

    /** The decisions on the comment, newest first. */
    public List<RecordedDecision> history() {
        return comment.history() == null ? List.of() : comment.history().reversed();
    }

    public boolean isPrivacyOfficer() {
        return layout.moderator() != null && layout.moderator().has(Role.PRIVACY);
    }

    /** Whether another moderator has claimed the comment. Then only the claimant can decide. */
    public boolean isClaimedByAnother() {
        return comment.claim() != null
                && layout.moderator() != null
                && !comment.claim().moderator().equals(layout.moderator().name());
    }

    /** Whether the moderator may take over the claim of another one. */
    public boolean canTakeOver() {
        return layout.moderator() != null && layout.moderator().has(Role.ADMIN);
    }

    public AuditEntryText describe(mizan.audit.AuditRow entry) {
        return new AuditEntryText(messages(), entry);
    }

    public String path() {
        return CommentLinks.path(comment.id());
    }

    /** The CSS classes of the badge for a status. */
    public static String badgeClass(CommentStatus status) {
        return switch (status) {
            case PENDING -> "badge warn";
            case APPROVED -> "badge good";
            case REJECTED -> "badge bad";
            case WITHDRAWN -> "badge";
        };
    }
}
