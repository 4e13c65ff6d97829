package mizan.publication;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;

/**
 * An approved comment among the newest, which may belong to several articles.
 *
 * @param article its article's key
 */
@Introspected
public record LatestComment(UUID id, String article, String name, String body, Instant submittedAt) {}
