package mizan.publication;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;

/**
 * One of the newest approved comments of a site or an article.
 *
 * @param article the key of its article
 */
@Introspected
public record LatestComment(UUID id, String article, String name, String body, Instant submittedAt) {}
