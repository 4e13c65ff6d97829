package mizan.submission;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import mizan.comment.Comments;
import mizan.platform.database.DatabaseUnavailable;

/** Forgets idempotency keys a day after their request. Every replica sweeps: it does no harm to find nothing. */
@Singleton
class IdempotencyKeyCleanup {

    private static final Duration KEPT = Duration.ofHours(24);

    private final Comments comments;
    private final Clock clock;

    IdempotencyKeyCleanup(Comments comments, Clock clock) {
        this.comments = comments;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "10m")
    void sweep() {
        try {
            comments.sweepKeys(clock.instant().minus(KEPT));
        } catch (RuntimeException e) {
            // What is not swept now is swept with the next round.
            if (!DatabaseUnavailable.isCauseOf(e)) {
                throw e;
            }
        }
    }
}
