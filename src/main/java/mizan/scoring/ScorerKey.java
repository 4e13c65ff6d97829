package mizan.scoring;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key of another system.
 *
 * @param name what the key is for
 * @param site the site whose decisions the scores come from
 * @param createdBy the administrator's account; null for the command line
 * @param revokedAt null while the key is valid
 */
@Introspected
public record ScorerKey(
        UUID id,
        String name,
        String site,
        Instant createdAt,
        @Nullable String createdBy,
        @Nullable Instant revokedAt) {

    /** The administrator's account; empty for the command line. */
    String creator() {
        return createdBy == null ? "" : createdBy;
    }
}
