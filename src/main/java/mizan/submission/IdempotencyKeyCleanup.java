package mizan.submission;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import mizan.comment.Comments;
import mizan.platform.database.DatabaseUnavailable;

/** Deletes expired idempotency keys. Every replica runs it, as concurrent runs do no harm. */
@Singleton
class IdempotencyKeyCleanup {

    private final Comments comments;
    private final Clock clock;

    IdempotencyKeyCleanup(Comments comments, Clock clock) {
        this.comments = comments;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "10m")
    void deleteExpired() {
        try {
            comments.deleteIdempotencyKeys(clock.instant());
        } catch (RuntimeException e) {
            // The next run deletes the remaining keys.
            if (!DatabaseUnavailable.isCauseOf(e)) {
                throw e;
            }
        }
    }
}
