package mizan.comment;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a comment stands, for its author.
 *
 * @param decidedAt null while it is pending
 * @param reason given once it is rejected
 */
@Introspected
public record CommentState(
        UUID id,
        CommentStatus status,
        Instant submittedAt,
        @Nullable Instant decidedAt,
        @Nullable RejectionReason reason) {}
