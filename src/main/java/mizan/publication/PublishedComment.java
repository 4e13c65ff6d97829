package mizan.publication;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The public data of a comment. A removed comment that has approved replies is present without name, body and time.
 */
@Schema(anyOf = {PublishedComment.TopLevel.class, PublishedComment.Reply.class})
public sealed interface PublishedComment {

    UUID id();

    /** The comment that this one replies to; null for a top-level comment. */
    @Nullable UUID parentId();

    /** Null if the comment is removed; so are the body and the time. */
    @Nullable String name();

    @Nullable String body();

    @Nullable Instant submittedAt();

    /**
     * A top-level comment.
     *
     * @param parentId always null
     * @param removed true if the comment is removed, else absent; name, body and time are then absent
     * @param replyCount number of all approved replies of any depth
     * @param nextReplies the cursor of the replies after those on this page; null if there are no more
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record TopLevel(
            UUID id,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable UUID parentId,

            @Nullable String name,
            @Nullable String body,
            @Nullable Instant submittedAt,
            @Nullable Boolean removed,
            long replyCount,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String nextReplies)
            implements PublishedComment {}

    /**
     * A reply to a comment.
     *
     * @param parentId the comment that it replies to; null only for a removed top-level comment on a page of further
     *     replies
     * @param removed true if the comment is removed, else absent; name, body and time are then absent
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Reply(
            UUID id,

            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable UUID parentId,

            @Nullable String name,
            @Nullable String body,
            @Nullable Instant submittedAt,
            @Nullable Boolean removed)
            implements PublishedComment {}
}
