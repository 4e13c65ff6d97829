package mizan.moderation.queue;

import io.micronaut.core.annotation.Introspected;

/**
 * The number of comments in a list of the queue.
 *
 * @param total at most 1,000
 * @param exact false if there may be more, because the count or a text search has reached its limit
 */
@Introspected
public record QueueTotal(int total, boolean exact) {}
