package mizan.submission;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import mizan.comment.Comments;
import mizan.platform.database.DatabaseUnavailable;

/** Deletes idempotency keys 24 hours after their request. Every replica runs it, as concurrent runs do no harm. */
@Singleton
class IdempotencyKeyCleanup {

    private static final Duration RETENTION = Duration.ofHours(24);

    private final Comments comments;
    private final Clock clock;

    IdempotencyKeyCleanup(Comments comments, Clock clock) {
        this.comments = comments;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "10m")
    void deleteExpired() {
        try {
            comments.deleteIdempotencyKeys(clock.instant().minus(RETENTION));
        } catch (RuntimeException e) {
            // The next run deletes the remaining keys.
            if (!DatabaseUnavailable.isCauseOf(e)) {
                throw e;
            }
        }
    }
}
