package mizan.console.queue;

import mizan.moderation.queue.QueueTotal;
import mizan.platform.i18n.LocalizedMessages;

/** Model of the number of comments that a search or a filter finds. */
public record ShownTotal(LocalizedMessages messages, QueueTotal total) {

    public String text() {
        return total.exact()
                ? messages.counted("queue.total", total.total())
                : messages.get("queue.total.atLeast", messages.number(total.total()));
    }
}
