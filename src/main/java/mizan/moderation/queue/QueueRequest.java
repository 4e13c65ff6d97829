package mizan.moderation.queue;

import mizan.moderation.QueueFilter;
import mizan.moderator.Moderator;
import org.jspecify.annotations.Nullable;

/**
 * A request for one page of the queue.
 *
 * @param viewer the moderator who sees the page
 * @param after the cursor of the page before, or null for the first page
 * @param limit 1–200
 */
public record QueueRequest(
        Moderator viewer, QueueFilter filter, @Nullable String after, int limit) {}
