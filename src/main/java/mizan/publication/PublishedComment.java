package mizan.publication;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** All that is ever public about a comment. Of a removed one that replies hang on, only its place is left. */
@Schema(anyOf = {PublishedComment.TopLevel.class, PublishedComment.Reply.class})
public sealed interface PublishedComment {

    UUID id();

    /** What it answers; null for a comment on the article itself. */
    @Nullable UUID parentId();

    /** Null where it is removed, as are text and time. */
    @Nullable String name();

    @Nullable String body();

    @Nullable Instant submittedAt();

    /**
     * A comment on the article itself.
     *
     * @param parentId always null
     * @param removed true, or absent; then name, body and time are absent too
     * @param replyCount of all approved replies, of any depth
     * @param nextReplies the cursor of those that are not on this page; null when all are
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
     * An answer to a comment.
     *
     * @param parentId what it answers; null only on a removed top-level comment above replies of a later page
     * @param removed true, or absent; then name, body and time are absent too
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
