package mizan.console.audit;

import java.util.Locale;
import mizan.audit.AuditAction;
import mizan.audit.AuditRow;
import mizan.platform.i18n.LocalizedMessages;
import org.jspecify.annotations.Nullable;

/** An audit entry as text in the moderator's language. */
public record AuditEntryText(LocalizedMessages messages, AuditRow entry) {

    /** The action as text. An action of another version of the service has no text and is shown by its name. */
    public String action() {
        // The service itself reopens a comment only because of readers' reports.
        boolean isHiding = entry.moderator() == null && entry.action().equals(AuditAction.COMMENT_REOPENED.name());
        return messages.find(isHiding ? "audit.hidden" : "audit." + entry.action())
                .orElseGet(() -> entry.action().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /** The detail as text; null if there is none. A text that a person wrote, such as a purpose, is shown as it is. */
    public @Nullable String detail() {
        @Nullable String detail = entry.detail();
        return detail == null
                ? null
                : AuditDetail.translate(messages, entry.action(), detail).orElse(detail);
    }

    /** The direction of the detail: null for a text in the moderator's language. */
    public @Nullable String direction() {
        @Nullable String detail = entry.detail();
        return detail == null
                        || AuditDetail.translate(messages, entry.action(), detail)
                                .isPresent()
                ? null
                : "auto";
    }
}
