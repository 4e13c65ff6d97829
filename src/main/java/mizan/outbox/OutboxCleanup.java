package mizan.outbox;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import mizan.platform.job.Batches;
import mizan.platform.job.Job;

/** Deletes expired events. */
@Singleton
class OutboxCleanup implements Job {

    /** A client that was disconnected for longer cannot receive the missed events. */
    static final Duration RETENTION = Duration.ofDays(1);

    private static final int BATCH_SIZE = 1_000;

    private final OutboxRepository repository;
    private final Clock clock;

    OutboxCleanup(OutboxRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "outbox";
    }

    @Override
    public Duration interval() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        Instant before = clock.instant().minus(RETENTION);
        Batches.run(() -> repository.deleteBefore(before, BATCH_SIZE));
    }
}
