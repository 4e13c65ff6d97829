package mizan.console.queue;

import java.util.List;
import mizan.moderation.queue.ThreadContext;

/**
 * Model of the panel beside the current comment: its conversation, its author and its article.
 *
 * @param thread the comment and its neighbours in the thread
 */
public record ContextPanel(CommentCard card, List<ThreadContext.Entry> thread) {}
