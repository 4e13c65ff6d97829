package mizan.console.audit;

import io.micronaut.http.uri.UriBuilder;
import java.util.List;
import mizan.audit.AuditRow;
import mizan.audit.ChainHead;
import mizan.console.layout.Layout;
import mizan.platform.i18n.LocalizedMessages;
import org.jspecify.annotations.Nullable;

/**
 * Model of the audit trail page.
 *
 * @param comment the filter by comment as typed; empty for all entries
 * @param moderator the filter by account name; empty for all entries
 * @param moderators the account names to choose from
 * @param error the message about an invalid comment id, or null
 * @param nextCursor the cursor of the next page; null on the last page
 * @param chainHead the end of the hash chain; null while the chain is empty
 */
public record AuditPage(
        Layout layout,
        String comment,
        String moderator,
        List<String> moderators,
        @Nullable String error,
        List<AuditRow> entries,
        @Nullable String nextCursor,
        @Nullable ChainHead chainHead) {

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    public LocalizedMessages messages() {
        return layout.messages();
    }

    public AuditEntryText describe(AuditRow entry) {
        return new AuditEntryText(messages(), entry);
    }

    public boolean isFiltered() {
        return !comment.isEmpty() || !moderator.isEmpty();
    }

    public String nextPath() {
        return UriBuilder.of("/console/audit")
                .queryParam("comment", comment.isEmpty() ? null : comment)
                .queryParam("moderator", moderator.isEmpty() ? null : moderator)
                .queryParam("after", nextCursor)
                .toString();
    }

    /** Path of the entries of one moderator. */
    public static String pathFor(String moderator) {
        return UriBuilder.of("/console/audit")
                .queryParam("moderator", moderator)
                .toString();
    }
}
