package mizan.publication;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One published comment, for links to it.
 *
 * @param parentId the comment that it replies to; null for a top-level comment
 * @param name null if the author is erased
 * @param article the key of its article
 * @param page the cursor of a page that contains it, oldest threads first; null for the first page
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record SingleComment(
        UUID id,
        @Nullable UUID parentId,
        @Nullable String name,
        String body,
        Instant submittedAt,
        String article,
        @Nullable String page) {}
