package mizan.console.queue;

import java.time.Instant;
import java.util.List;
import mizan.comment.RejectionReason;
import mizan.console.layout.Layout;
import mizan.moderation.statistics.BacklogTotals;
import org.jspecify.annotations.Nullable;

/**
 * The page that lists what waits.
 *
 * @param cards HTML, made of templates
 * @param nextCursor the cursor of what comes after these; null if nothing does
 * @param lastCursor the cursor of the last of these, after which what arrives later comes; null if there is none
 * @param sites those of the moderator, to choose from
 * @param problem what is wrong with the filters, or null
 */
public record QueuePage(
        Layout layout,
        QueueQuery query,
        List<String> cards,
        @Nullable String nextCursor,
        @Nullable String lastCursor,
        BacklogTotals backlog,
        Instant now,
        List<String> sites,
        @Nullable String problem) {

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
