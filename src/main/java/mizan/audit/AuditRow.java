package mizan.audit;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it is stored.
 *
 * @param action the name of an {@link AuditAction}, or of one that another version of the service knows
 */
@Introspected
public record AuditRow(
        long id,
        Instant at,
        @Nullable String moderator,
        String action,
        @Nullable UUID commentId,
        @Nullable String detail) {}
