package mizan.console.queue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import mizan.comment.CommentStatus;
import mizan.console.CommentLinks;
import mizan.moderation.queue.QueuedComment;
import mizan.platform.i18n.LocalizedMessages;
import org.jspecify.annotations.Nullable;

/**
 * One comment as the queue shows it.
 *
 * @param viewer the account that looks at it
 * @param returnPath the page that a form without script leads back to
 */
public record CommentCard(
        LocalizedMessages messages, QueuedComment comment, String viewer, Instant now, String returnPath) {

    public HighlightedText highlightedText() {
        return HighlightedText.of(messages, comment);
    }

    public boolean isPending() {
        return comment.status() == CommentStatus.PENDING;
    }

    /** Who else has it open; null if nobody. */
    public @Nullable String otherClaimant() {
        QueuedComment.@Nullable Claim claim = comment.claim();
        return claim == null || claim.moderator().equals(viewer) ? null : claim.moderator();
    }

    public String path() {
        return CommentLinks.path(comment.id());
    }

    /** Where a rejection asks for its reason without script. */
    public String rejectPath() {
        return path() + "/reject?next=" + URLEncoder.encode(returnPath, StandardCharsets.UTF_8);
    }

    /** What it was written under, as people call it. */
    public String articleName() {
        String title = comment.article().title();
        return title == null ? comment.article().key() : title;
    }

    /** Where that is, if it is somewhere a browser may go. */
    public @Nullable String articleUrl() {
        String url = comment.article().url();
        return url != null && (url.startsWith("https://") || url.startsWith("http://")) ? url : null;
    }
}
