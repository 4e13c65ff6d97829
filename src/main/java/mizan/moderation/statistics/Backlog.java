package mizan.moderation.statistics;

import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much waits at one site.
 *
 * @param claimed how many of these somebody holds
 * @param oldestAt when the one that has waited longest was submitted; null if none waits
 */
@Introspected
public record Backlog(
        String site, long pending, long claimed, @Nullable Instant oldestAt) {

    /** For how long the oldest has waited; nothing if none waits. */
    public Duration oldestAge(Instant now) {
        return oldestAt == null ? Duration.ZERO : Duration.between(oldestAt, now);
    }
}
