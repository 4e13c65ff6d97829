package mizan.console.queue;

import java.util.List;
import mizan.moderation.queue.QueuedComment.RecordedDecision;
import mizan.platform.i18n.LocalizedMessages;

/** What was decided about a comment, oldest first. */
public record HistoryPage(LocalizedMessages messages, List<RecordedDecision> decisions) {}
