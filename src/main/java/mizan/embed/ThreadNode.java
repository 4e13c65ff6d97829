package mizan.embed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mizan.publication.PublishedComment;
import org.jspecify.annotations.Nullable;

/**
 * A comment at its place in the threads: nested as deep as can still be read on a phone, then flat, with a word about
 * whom it answers. The widget's {@code threads.js} places comments by the same rule.
 *
 * @param answered what it answers, where its place alone does not tell
 * @param replies its replies, and behind the deepest level also theirs, oldest first
 */
public record ThreadNode(
        PublishedComment comment, int depth, @Nullable PublishedComment answered, List<ThreadNode> replies) {

    private static final int DEEPEST = 2;

    /** The threads of a page whose comments come as {@link mizan.publication.Publication} lists them. */
    static List<ThreadNode> place(List<PublishedComment> comments) {
        List<ThreadNode> threads = new ArrayList<>();
        Map<UUID, ThreadNode> placed = new HashMap<>();
        Map<UUID, List<ThreadNode>> answers = new HashMap<>();
        for (PublishedComment comment : comments) {
            ThreadNode parent = comment.parentId() == null ? null : placed.get(comment.parentId());
            ThreadNode here =
                    parent == null ? new ThreadNode(comment, 0, null, new ArrayList<>()) : parent.answer(comment);
            List<ThreadNode> list = parent == null ? threads : answers.getOrDefault(parent.comment.id(), threads);
            list.add(here);
            placed.put(comment.id(), here);
            answers.put(comment.id(), here.depth < DEEPEST ? here.replies : list);
        }
        return threads;
    }

    private ThreadNode answer(PublishedComment reply) {
        return depth < DEEPEST
                ? new ThreadNode(reply, depth + 1, null, new ArrayList<>())
                : new ThreadNode(reply, DEEPEST, comment, new ArrayList<>());
    }

    public String id() {
        return comment.id().toString();
    }

    /** The cursor of the replies that are not on this page; null when all are. */
    public @Nullable String nextReplies() {
        return switch (comment) {
            case PublishedComment.TopLevel top -> top.nextReplies();
            case PublishedComment.Reply _ -> null;
        };
    }
}
