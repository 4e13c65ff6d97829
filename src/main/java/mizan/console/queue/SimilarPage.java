package mizan.console.queue;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import mizan.comment.RejectionReason;
import mizan.console.CommentLinks;
import mizan.console.layout.Layout;
import mizan.moderation.decision.SimilarComments;
import mizan.moderation.queue.QueuedComment;
import org.jspecify.annotations.Nullable;

/**
 * Model of the page with one decision for all pending comments with nearly the same text.
 *
 * @param comment the comment that the others are compared with
 * @param members the first of them
 * @param count the number of all
 * @param problem why the decision was not accepted, or null
 * @param decided the decision that was just made, or null
 */
public record SimilarPage(
        Layout layout,
        QueuedComment comment,
        List<QueuedComment> members,
        int count,
        @Nullable String problem,
        SimilarComments.@Nullable Decided decided) {

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    public String author(QueuedComment member) {
        return Objects.requireNonNullElseGet(member.name(), () -> text("author.deleted"));
    }

    public List<String> reasons() {
        return Arrays.stream(RejectionReason.values()).map(Enum::name).toList();
    }

    public String path() {
        return CommentLinks.path(comment.id()) + "/similar";
    }

    public String commentPath(QueuedComment member) {
        return CommentLinks.path(member.id());
    }
}
