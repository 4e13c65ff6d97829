package mizan.console.audit;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mizan.audit.AuditRow;
import mizan.audit.ChainHead;
import mizan.console.layout.Layout;
import mizan.platform.i18n.LocalizedMessages;
import org.jspecify.annotations.Nullable;

/**
 * The audit trail as an ADMIN reads it.
 *
 * @param comment whose entries, as it was typed; empty for all
 * @param moderator by whom; empty for all
 * @param error what is wrong with what was typed, or null
 * @param nextCursor the cursor of the next page; null on the last
 * @param chainHead how far the hash chain goes; null while nothing is sealed
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

    /** Where the next page is. */
    public String nextPath() {
        return "/console/audit?"
                + Stream.of(field("comment", comment), field("moderator", moderator), field("after", nextCursor))
                        .filter(field -> !field.isEmpty())
                        .collect(Collectors.joining("&"));
    }

    private static String field(String name, @Nullable String value) {
        return value == null || value.isEmpty() ? "" : name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
