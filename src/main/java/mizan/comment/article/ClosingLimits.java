package mizan.comment.article;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The rules of a site that refuse a new comment. They do not apply to an article that an ADMIN has opened or closed.
 *
 * @param isOutsideHours whether the site takes no comments at this time of the day
 * @param knownBefore articles whose first comment is not younger take no comments; null for no limit
 * @param maxComments articles with as many published comments take no more; null for no limit
 */
public record ClosingLimits(
        boolean isOutsideHours,
        @Nullable Instant knownBefore,
        @Nullable Integer maxComments) {}
