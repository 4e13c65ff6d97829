package mizan.console.queue;

import io.micronaut.http.uri.UriBuilder;
import mizan.console.CommentLinks;
import mizan.moderation.queue.QueuedComment;
import mizan.platform.i18n.LocalizedMessages;

/** Model of the card of a comment that cannot be rendered. The comment can still be rejected. */
public record BrokenCard(LocalizedMessages messages, QueuedComment comment, String returnPath) {

    public String path() {
        return CommentLinks.path(comment.id());
    }

    /** The page that asks for the rejection reason without script. */
    public String rejectPath() {
        return UriBuilder.of(path() + "/reject").queryParam("next", returnPath).toString();
    }
}
