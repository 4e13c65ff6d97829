package mizan.outbox;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import mizan.platform.database.DatabaseUnavailable;

/** Deletes expired events. Several replicas may do so at once. */
@Singleton
class OutboxCleanup {

    /** A client that was disconnected for longer cannot receive the missed events. */
    static final Duration RETENTION = Duration.ofDays(1);

    private final OutboxRepository repository;
    private final Clock clock;

    OutboxCleanup(OutboxRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "1h")
    void deleteExpired() {
        try {
            repository.deleteBefore(clock.instant().minus(RETENTION));
        } catch (RuntimeException e) {
            // The next run deletes the remaining events.
            if (!DatabaseUnavailable.isCauseOf(e)) {
                throw e;
            }
        }
    }
}
