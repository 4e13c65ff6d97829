package mizan.console.queue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import mizan.comment.CommentStatus;
import mizan.moderation.queue.QueuedComment;
import mizan.platform.i18n.LocalizedMessages;
import org.jspecify.annotations.Nullable;

/**
 * One comment as the queue shows it.
 *
 * @param reader the account that looks at it
 * @param next the page that a form without script leads back to
 */
public record CommentCard(LocalizedMessages words, QueuedComment comment, String reader, Instant now, String next) {

    public HighlightedText text() {
        return HighlightedText.of(words, comment);
    }

    public boolean isPending() {
        return comment.status() == CommentStatus.PENDING;
    }

    /** Who else has it open; null if nobody. */
    public @Nullable String heldBy() {
        QueuedComment.@Nullable Claim claim = comment.claim();
        return claim == null || claim.moderator().equals(reader) ? null : claim.moderator();
    }

    public String address() {
        return "/console/comments/" + comment.id();
    }

    /** Where a rejection asks for its reason without script. */
    public String rejectAddress() {
        return address() + "/reject?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    /** What it was written under, as people call it. */
    public String article() {
        String title = comment.article().title();
        return title == null ? comment.article().key() : title;
    }

    /** Where that is, if it is somewhere a browser may go. */
    public @Nullable String articleUrl() {
        String url = comment.article().url();
        return url != null && (url.startsWith("https://") || url.startsWith("http://")) ? url : null;
    }
}
