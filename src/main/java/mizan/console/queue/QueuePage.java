package mizan.console.queue;

import java.time.Instant;
import java.util.List;
import mizan.comment.RejectionReason;
import mizan.console.layout.Layout;
import mizan.moderation.live.QueueSnapshot;
import mizan.moderation.queue.QueueTotal;
import mizan.moderation.statistics.BacklogTotals;
import org.jspecify.annotations.Nullable;

/**
 * Model of the queue page.
 *
 * @param cards the rendered cards, as HTML
 * @param nextCursor the cursor of the next page; null on the last page
 * @param lastCursor the cursor of the last card, after which new arrivals are loaded; null if there are no cards
 * @param snapshot the backlog, and the position after which the page reads events
 * @param ownClaims the number of pending comments that the moderator has claimed
 * @param sites the permitted sites to choose from
 * @param problem the message about an invalid filter, or null
 */
public record QueuePage(
        Layout layout,
        QueueQuery query,
        List<String> cards,
        @Nullable String nextCursor,
        @Nullable String lastCursor,
        QueueSnapshot snapshot,
        int ownClaims,
        Instant now,
        List<String> sites,
        @Nullable String problem) {

    public BacklogTotals backlog() {
        return snapshot.backlog();
    }

    /** The title of the browser tab, with the number of pending comments. */
    public String title() {
        return "(" + number(backlog().pending()) + ") " + text("nav.queue");
    }

    /** The number of comments in the list, as far as this page can tell. */
    public ShownTotal total() {
        return new ShownTotal(layout.messages(), new QueueTotal(cards.size(), nextCursor == null));
    }

    public List<RejectionReason> reasons() {
        return List.of(RejectionReason.values());
    }

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    public String number(long number) {
        return layout.messages().number(number);
    }
}
