package mizan.publication;

import java.time.Clock;
import java.time.Instant;
import mizan.platform.netty.Representation;
import org.jspecify.annotations.Nullable;

/**
 * A response that was just rendered, for the cache.
 *
 * @param isEmpty whether it tells only that there are no comments
 * @param validUntil when it is outdated although no comment has changed; null for no such time
 */
public record RenderedResponse(
        Representation representation,
        boolean isEmpty,
        @Nullable Instant validUntil) {

    public RenderedResponse(Representation representation, boolean isEmpty) {
        this(representation, isEmpty, null);
    }

    boolean isValid(Clock clock) {
        return validUntil == null || clock.instant().isBefore(validUntil);
    }
}
