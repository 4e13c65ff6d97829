package mizan.console.audit;

import java.util.Locale;
import mizan.audit.AuditRow;
import mizan.platform.i18n.LocalizedMessages;
import org.jspecify.annotations.Nullable;

/** An entry of the audit trail, put into words. */
public record AuditEntryText(LocalizedMessages messages, AuditRow entry) {

    /** What was done, in words; for a deed that another version of the service knows, its name there. */
    public String action() {
        return messages.find("audit." + entry.action())
                .orElseGet(() -> entry.action().toLowerCase(Locale.ROOT).replace('_', ' '));
    }

    /** What else is known: a reason in words, else as it was written down. */
    public @Nullable String detail() {
        @Nullable String detail = entry.detail();
        return detail == null ? null : messages.find("reason." + detail).orElse(detail);
    }
}
