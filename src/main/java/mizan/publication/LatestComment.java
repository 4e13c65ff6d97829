package mizan.publication;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One of the newest approved comments of a site or an article.
 *
 * @param article the key of its article
 * @param name null if the author is erased
 */
@Introspected
public record LatestComment(
        UUID id, String article, @Nullable String name, String body, Instant submittedAt) {}
