package mizan.publication;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One of the approved comments of a site or an article that were published last.
 *
 * @param article the key of its article
 * @param articleUrl the URL of its article; null if it is unknown
 * @param name null if the author is erased
 * @param publishedAt when it was approved
 */
@Introspected
public record LatestComment(
        UUID id,
        String article,
        @Nullable String articleUrl,
        @Nullable String name,
        String body,
        Instant submittedAt,
        Instant publishedAt) {}
