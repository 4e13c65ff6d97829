package mizan.webhook;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Metrics of all webhooks together. They are updated twice a minute, because counting all deliveries takes too long for each
 * poll. The gauges are NaN while the database is unavailable.
 */
@Singleton
class WebhookMeters {

    private static final double MILLIS = 1_000.0;

    private final DeliveryRepository repository;
    private final MeterRegistry meters;
    private final Clock clock;
    private volatile DeliveryRepository.@Nullable Totals totals;

    WebhookMeters(DeliveryRepository repository, MeterRegistry meters, Clock clock) {
        this.repository = repository;
        this.meters = meters;
        this.clock = clock;
        gauge("mizan.webhook.backlog", "Events that are not delivered yet", DeliveryRepository.Totals::pending);
        gauge("mizan.webhook.parked", "Events that could not be delivered", DeliveryRepository.Totals::parked);
        Gauge.builder("mizan.webhook.oldest", () -> value(this::oldest))
                .description("Age of the oldest event that is not delivered yet")
                .baseUnit("seconds")
                .register(meters);
        for (DeliveryState state : DeliveryState.values()) {
            counter(state);
        }
    }

    @Scheduled(initialDelay = "10s", fixedDelay = "30s")
    void update() {
        try {
            totals = repository.totals();
        } catch (RuntimeException e) {
            totals = null;
            throw e;
        }
    }

    /** Counts an attempt by the state that follows: PENDING means that it failed, and is repeated. */
    void count(DeliveryState state) {
        counter(state).increment();
    }

    private Counter counter(DeliveryState state) {
        String outcome = switch (state) {
            case DELIVERED -> "delivered";
            case PENDING -> "retry";
            case PARKED -> "parked";
        };
        return Counter.builder("mizan.webhook.deliveries")
                .description("Attempts to deliver an event on this replica")
                .tag("outcome", outcome)
                .register(meters);
    }

    private void gauge(String name, String description, ToDoubleFunction<DeliveryRepository.Totals> number) {
        Gauge.builder(name, () -> value(number)).description(description).register(meters);
    }

    private double value(ToDoubleFunction<DeliveryRepository.Totals> number) {
        DeliveryRepository.@Nullable Totals last = totals;
        return last == null ? Double.NaN : number.applyAsDouble(last);
    }

    private double oldest(DeliveryRepository.Totals last) {
        return last.oldestAt() == null
                ? 0
                : Math.max(0, Duration.between(last.oldestAt(), clock.instant()).toMillis() / MILLIS);
    }
}
