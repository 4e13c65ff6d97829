package mizan.embed.discussion;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import mizan.publication.PublishedComment;
import org.jspecify.annotations.Nullable;

/**
 * A comment in the tree of threads. Replies are nested up to a depth that fits a phone. Deeper ones are flat and name the
 * comment they reply to. The widget's {@code threads.js} follows the same rule.
 *
 * @param inReplyTo the parent, if the nesting does not show it; else null
 * @param replies the replies that are shown at first, oldest first; at the maximum depth also their replies
 * @param folded the replies after them, which are folded away
 */
public record ThreadNode(
        PublishedComment comment,
        int depth,
        @Nullable PublishedComment inReplyTo,
        List<ThreadNode> replies,
        List<ThreadNode> folded) {

    private static final int MAX_DEPTH = 2;

    /** The number of replies of a thread that are shown at first. If there is only one more, it is shown too. */
    private static final int FIRST_REPLIES = 3;

    /** Builds the threads of a page. The comments must be in the order of {@link mizan.publication.Publication}. */
    static List<ThreadNode> build(List<PublishedComment> comments) {
        List<ThreadNode> threads = new ArrayList<>();
        Map<UUID, ThreadNode> nodes = new HashMap<>();
        Map<UUID, List<ThreadNode>> replyLists = new HashMap<>();
        for (PublishedComment comment : comments) {
            ThreadNode parent = comment.parentId() == null ? null : nodes.get(comment.parentId());
            ThreadNode node = parent == null
                    ? new ThreadNode(comment, 0, null, new ArrayList<>(), new ArrayList<>())
                    : replyTo(parent, comment);
            List<ThreadNode> siblings =
                    parent == null ? threads : replyLists.getOrDefault(parent.comment.id(), threads);
            siblings.add(node);
            nodes.put(comment.id(), node);
            replyLists.put(comment.id(), node.depth < MAX_DEPTH ? node.replies : siblings);
        }
        threads.stream()
                .filter(thread -> thread.shownReplies() > FIRST_REPLIES + 1)
                .forEach(thread -> thread.fold(FIRST_REPLIES));
        return threads;
    }

    /** Folds the replies after the first ones away. Returns how many more replies may be shown. */
    private long fold(long allowed) {
        long left = allowed;
        for (int i = 0; i < replies.size(); i++) {
            if (left <= 0) {
                List<ThreadNode> rest = replies.subList(i, replies.size());
                folded.addAll(rest);
                rest.clear();
                return 0;
            }
            ThreadNode reply = replies.get(i);
            left = reply.fold(left - reply.ownCount());
        }
        return left;
    }

    private static ThreadNode replyTo(ThreadNode parent, PublishedComment comment) {
        boolean isFlat = parent.depth == MAX_DEPTH;
        return new ThreadNode(
                comment,
                isFlat ? MAX_DEPTH : parent.depth + 1,
                isFlat ? parent.comment : null,
                new ArrayList<>(),
                new ArrayList<>());
    }

    /** Number of all approved replies of a top-level comment; 0 for a reply. */
    public long replyCount() {
        return switch (comment) {
            case PublishedComment.TopLevel top -> top.replyCount();
            case PublishedComment.RemovedTopLevel top -> top.replyCount();
            case PublishedComment.Reply _, PublishedComment.RemovedReply _ -> 0;
        };
    }

    /** Number of the approved replies on this page, of any depth. */
    public long shownReplies() {
        return Stream.concat(replies.stream(), folded.stream())
                .mapToLong(reply -> reply.ownCount() + reply.shownReplies())
                .sum();
    }

    /** Number of the replies that are folded away at this place, of any depth. */
    public long foldedReplies() {
        return folded.stream()
                .mapToLong(reply -> reply.ownCount() + reply.shownReplies())
                .sum();
    }

    private long ownCount() {
        return PublishedComment.isRemoved(comment) ? 0 : 1;
    }

    public String id() {
        return comment.id().toString();
    }

    /** Cursor of the replies after those on this page; null if there are no more. */
    public @Nullable String nextReplies() {
        return switch (comment) {
            case PublishedComment.TopLevel top -> top.nextReplies();
            case PublishedComment.RemovedTopLevel top -> top.nextReplies();
            case PublishedComment.Reply _, PublishedComment.RemovedReply _ -> null;
        };
    }
}
