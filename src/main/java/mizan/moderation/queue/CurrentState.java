package mizan.moderation.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.openapi.annotation.OpenAPIExtraSchema;
import java.time.Instant;
import mizan.comment.CommentStatus;
import org.jspecify.annotations.Nullable;

/**
 * The current state of a comment, for a client whose request conflicts with it.
 *
 * @param decidedBy the account whose decision, or reopening, produced this version; null if there is none, or if the
 *     service itself decided
 * @param claim the live claim, or null
 */
@Introspected
@OpenAPIExtraSchema
@JsonInclude(JsonInclude.Include.ALWAYS)
public record CurrentState(
        CommentStatus status,
        int version,
        @Nullable String decidedBy,
        @Nullable Instant decidedAt,
        QueuedComment.@Nullable Claim claim) {

    public static CurrentState of(QueuedComment comment) {
        QueuedComment.@Nullable RecordedDecision decision = comment.decision();
        return new CurrentState(
                comment.status(),
                comment.version(),
                decision == null ? null : decision.moderator(),
                decision == null ? null : decision.at(),
                comment.claim());
    }
}
