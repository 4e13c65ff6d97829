package mizan.audit;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A stored audit entry.
 *
 * @param action the name of an {@link AuditAction}, possibly one of another version of the service
 */
@Introspected
public record AuditRow(
        long id,
        Instant at,
        @Nullable String moderator,
        String action,
        @Nullable UUID commentId,
        @Nullable String detail) {}
