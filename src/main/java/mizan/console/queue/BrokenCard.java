package mizan.console.queue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import mizan.console.CommentLinks;
import mizan.moderation.queue.QueuedComment;
import mizan.platform.i18n.LocalizedMessages;

/** A comment that cannot be shown, and can be rejected all the same. */
public record BrokenCard(LocalizedMessages messages, QueuedComment comment, String returnPath) {

    public String path() {
        return CommentLinks.path(comment.id());
    }

    /** Where a rejection asks for its reason without script. */
    public String rejectPath() {
        return path() + "/reject?next=" + URLEncoder.encode(returnPath, StandardCharsets.UTF_8);
    }
}
