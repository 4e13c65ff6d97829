package mizan.publication;

import java.time.Instant;
import java.util.UUID;

/**
 * An approved comment, for a page that the service makes itself.
 *
 * @param isReply whether it answers another
 */
public record ReadableComment(UUID id, String name, String body, Instant submittedAt, boolean isReply) {}
