package mizan.audit;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One deed.
 *
 * @param moderator the account's name; null where nobody was signed in
 * @param comment which comment it was done to, if any
 * @param detail what else is worth knowing; never anything personal about a commenter
 */
public record AuditEntry(
        Instant at,
        @Nullable String moderator,
        AuditAction action,
        @Nullable UUID comment,
        @Nullable String detail) {}
