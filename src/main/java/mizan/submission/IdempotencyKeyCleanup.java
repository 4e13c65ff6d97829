package mizan.submission;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import mizan.comment.Comments;
import mizan.platform.job.Batches;
import mizan.platform.job.Job;

/** Deletes expired idempotency keys. */
@Singleton
class IdempotencyKeyCleanup implements Job {

    private static final int BATCH_SIZE = 1_000;

    private final Comments comments;
    private final Clock clock;

    IdempotencyKeyCleanup(Comments comments, Clock clock) {
        this.comments = comments;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "idempotency-keys";
    }

    @Override
    public Duration interval() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        Batches.run(() -> comments.deleteIdempotencyKeys(now, BATCH_SIZE));
    }
}
