package mizan.comment;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state of a comment, for its author.
 *
 * @param decidedAt null while the comment is pending
 * @param wasPublished whether a moderator has ever approved the comment
 * @param reason the reason of the rejection; null in any other status
 */
@Introspected
public record CommentState(
        UUID id,
        CommentStatus status,
        Instant submittedAt,
        @Nullable Instant decidedAt,
        boolean wasPublished,
        @Nullable RejectionReason reason) {}
