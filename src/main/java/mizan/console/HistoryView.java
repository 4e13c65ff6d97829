package mizan.console;

import java.util.List;
import mizan.moderation.QueuedComment.MadeDecision;

/** What was decided about a comment, oldest first. */
public record HistoryView(Words words, List<MadeDecision> decisions) {}
