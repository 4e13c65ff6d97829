package mizan.moderation.statistics;

import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The pending comments of one site.
 *
 * @param claimed the number of pending comments that a moderator has claimed
 * @param oldestAt the time of submission of the oldest pending comment; null if none is pending
 */
@Introspected
public record Backlog(
        String site, long pending, long claimed, @Nullable Instant oldestAt) {

    /** The age of the oldest pending comment; zero if none is pending. */
    public Duration oldestAge(Instant now) {
        return oldestAt == null ? Duration.ZERO : Duration.between(oldestAt, now);
    }
}
