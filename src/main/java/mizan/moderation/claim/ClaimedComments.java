package mizan.moderation.claim;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import mizan.moderation.queue.QueuedComment;

/**
 * What was handed out to a moderator.
 *
 * @param until when they stop being theirs, unless claimed again
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ClaimedComments(List<QueuedComment> comments, Instant until) {}
