package mizan.publication;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The public data of a comment, or the placeholder of a removed comment that has approved replies. */
@Schema(
        anyOf = {
            PublishedComment.TopLevel.class,
            PublishedComment.Reply.class,
            PublishedComment.RemovedTopLevel.class,
            PublishedComment.RemovedReply.class
        })
public sealed interface PublishedComment {

    UUID id();

    /** The comment that this one replies to; null for a top-level comment. */
    @Nullable UUID parentId();

    /** Null if the author is erased, and for a removed comment. */
    default @Nullable String name() {
        return null;
    }

    /** Null for a removed comment. */
    default @Nullable String body() {
        return null;
    }

    /** Null for a removed comment. */
    default @Nullable Instant submittedAt() {
        return null;
    }

    /** Whether a comment is removed, and only its place in the thread is left. */
    static boolean isRemoved(PublishedComment comment) {
        return switch (comment) {
            case TopLevel _, Reply _ -> false;
            case RemovedTopLevel _, RemovedReply _ -> true;
        };
    }

    /**
     * A top-level comment.
     *
     * @param parentId always null
     * @param name null if the author is erased
     * @param replyCount number of all approved replies of any depth
     * @param nextReplies the cursor of the replies after those on this page; null if there are no more
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record TopLevel(
            UUID id,
            @Nullable UUID parentId,
            @Nullable String name,
            String body,
            Instant submittedAt,
            long replyCount,
            @Nullable String nextReplies)
            implements PublishedComment {}

    /**
     * A reply to a comment.
     *
     * @param parentId the comment that it replies to
     * @param name null if the author is erased
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record Reply(UUID id, @Nullable UUID parentId, @Nullable String name, String body, Instant submittedAt)
            implements PublishedComment {}

    /**
     * The placeholder of a removed top-level comment, above its replies.
     *
     * @param parentId always null
     * @param removed always true
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record RemovedTopLevel(
            UUID id,
            @Nullable UUID parentId,
            boolean removed,
            long replyCount,
            @Nullable String nextReplies) implements PublishedComment {}

    /**
     * The placeholder of a removed comment, above its replies.
     *
     * @param parentId the comment that it replies to; null for a removed top-level comment on a page of further replies
     * @param removed always true
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record RemovedReply(UUID id, @Nullable UUID parentId, boolean removed) implements PublishedComment {}
}
