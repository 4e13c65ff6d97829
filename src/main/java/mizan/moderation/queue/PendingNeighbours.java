package mizan.moderation.queue;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The pending comments next to a comment in the order of submission.
 *
 * @param previous the comment before it; null if it is the oldest
 * @param next the comment after it; null if it is the newest
 */
public record PendingNeighbours(
        @Nullable UUID previous, @Nullable UUID next) {}
