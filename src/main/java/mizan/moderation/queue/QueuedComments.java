package mizan.moderation.queue;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the queue. It may hold fewer comments than its limit.
 *
 * @param next the cursor of the next page; null on the last page
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
public record QueuedComments(
        List<QueuedComment> comments, @Nullable String next) {}
