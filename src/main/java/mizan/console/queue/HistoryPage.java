package mizan.console.queue;

import java.util.List;
import mizan.moderation.queue.QueuedComment.RecordedDecision;
import mizan.platform.i18n.LocalizedMessages;

/** Model of the decision history of a card, oldest decision first. */
public record HistoryPage(LocalizedMessages messages, List<RecordedDecision> decisions) {}
