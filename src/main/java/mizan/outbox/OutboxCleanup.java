package mizan.outbox;

import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import mizan.platform.database.DatabaseUnavailable;

/** Forgets what everybody has heard long ago. Several replicas may do so at once. */
@Singleton
class OutboxCleanup {

    /** For how long somebody who lost the connection can be told what they have missed. */
    static final Duration KEPT = Duration.ofDays(1);

    private final OutboxRepository repository;
    private final Clock clock;

    OutboxCleanup(OutboxRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    @Scheduled(initialDelay = "1m", fixedDelay = "1h")
    void sweep() {
        try {
            repository.sweep(clock.instant().minus(KEPT));
        } catch (RuntimeException e) {
            // The next one takes what this one has left.
            if (!DatabaseUnavailable.isCauseOf(e)) {
                throw e;
            }
        }
    }
}
