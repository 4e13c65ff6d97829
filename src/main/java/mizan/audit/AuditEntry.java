package mizan.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One recorded action.
 *
 * @param moderator the name of the account; null if no moderator was signed in
 * @param comment the affected comment, if any
 * @param detail depends on the action; never personal data of an author
 */
public record AuditEntry(
        Instant at,
        @Nullable String moderator,
        AuditAction action,
        @Nullable UUID comment,
        @Nullable String detail) {}
