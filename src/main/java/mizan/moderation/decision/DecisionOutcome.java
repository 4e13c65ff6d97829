package mizan.moderation.decision;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import mizan.comment.CommentStatus;
import mizan.moderation.queue.QueuedComment;
import org.jspecify.annotations.Nullable;

/** How an attempt to decide on a comment ended. */
public sealed interface DecisionOutcome {

    /**
     * It stands as decided.
     *
     * @param comment as the decision has left it; null where several were decided together, and where it could not be looked at
     *     or somebody was at it again before that
     */
    record Decided(@Nullable QueuedComment comment) implements DecisionOutcome {}

    /**
     * The same moderator had decided so before, and did not hear the answer. Nothing was changed now.
     *
     * @param batch in which it was decided, if in one
     */
    record Repeated(int version, @Nullable UUID batch) implements DecisionOutcome {}

    /** It has moved on since the moderator looked, or the verdict does not fit how it stands. */
    record AlreadyDecided(Current current) implements DecisionOutcome {}

    /** Another moderator holds it. */
    record ClaimedByAnother(Current current) implements DecisionOutcome {}

    /** There is no such comment, or its author has withdrawn it. */
    record NoSuchComment() implements DecisionOutcome {}

    /** It belongs to a site on which this moderator does not decide. */
    record NotAllowed() implements DecisionOutcome {}

    /**
     * How a comment stands.
     *
     * @param decidedBy who made this version, by reopening too: the account's name; null while nobody has, and where the
     *     service did
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    public record Current(
            CommentStatus status,
            int version,
            @Nullable String decidedBy,
            @Nullable Instant decidedAt) {}
}
