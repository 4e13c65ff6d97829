package mizan.console.queue;

import java.util.List;
import mizan.console.layout.ConsoleMessages;
import mizan.moderation.queue.QueuedComment.RecordedDecision;

/** What was decided about a comment, oldest first. */
public record HistoryPage(ConsoleMessages words, List<RecordedDecision> decisions) {}
