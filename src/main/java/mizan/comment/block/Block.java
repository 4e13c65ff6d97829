package mizan.comment.block;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A block on one site.
 *
 * @param commentId the comment whose author or client is blocked
 * @param name the name of that comment's author; null if the author is erased
 * @param until null for no end
 */
@Introspected
public record Block(
        UUID id,
        String site,
        BlockKind kind,
        UUID commentId,
        @Nullable String name,
        @Nullable Instant until,
        @Nullable String note,
        String moderator,
        Instant createdAt) {}
