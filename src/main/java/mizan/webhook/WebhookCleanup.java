package mizan.webhook;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import mizan.platform.job.Batches;
import mizan.platform.job.Job;

/** Deletes old deliveries. */
@Singleton
class WebhookCleanup implements Job {

    /** Longer than the overlap of the readings: a reading adds no event whose delivery is still stored. */
    private static final Duration DELIVERED = Duration.ofDays(7);

    private static final Duration PARKED = Duration.ofDays(30);

    private static final int BATCH_SIZE = 1_000;

    private final DeliveryRepository repository;
    private final Clock clock;

    WebhookCleanup(DeliveryRepository repository, Clock clock) {
        this.repository = repository;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "webhook-cleanup";
    }

    @Override
    public Duration interval() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        delete(DeliveryState.DELIVERED, DELIVERED);
        delete(DeliveryState.PARKED, PARKED);
    }

    private void delete(DeliveryState state, Duration kept) {
        Instant before = clock.instant().minus(kept);
        Batches.run(() -> repository.deleteBefore(state.name(), before, BATCH_SIZE));
    }
}
