package mizan.moderation.claim;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import mizan.moderation.queue.QueuedComment;

/**
 * Comments that a moderator has claimed.
 *
 * @param until the end of the claims, unless they are renewed
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ClaimedComments(List<QueuedComment> comments, Instant until) {}
