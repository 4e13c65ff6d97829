package mizan.mail;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import java.time.Clock;
import java.time.Duration;
import java.util.function.ToDoubleFunction;
import mizan.mail.MailQueueRepository.Backlog;
import mizan.mail.smtp.SmtpConfiguration;
import org.jspecify.annotations.Nullable;

/** Numbers of mails, whichever replica sends them. The gauges are NaN while the database is unavailable. */
@Context
@Requires(beans = SmtpConfiguration.class)
class MailMeters {

    private static final double MILLIS = 1_000.0;

    private final MailQueueRepository mails;
    private final MeterRegistry meters;
    private final Clock clock;

    private volatile @Nullable Backlog backlog;

    MailMeters(MailQueueRepository mails, MeterRegistry meters, Clock clock) {
        this.mails = mails;
        this.meters = meters;
        this.clock = clock;
        gauge("mizan.mail.waiting", "Mails that wait to be sent", Backlog::waiting);
        gauge("mizan.mail.parked", "Mails of the last 30 days that could not be sent", Backlog::parked);
        gauge("mizan.mail.oldest.seconds", "Age of the oldest mail that waits", this::age);
    }

    void count(MailKind kind, String outcome) {
        meters.counter("mizan.mails", "kind", kind.name(), "outcome", outcome).increment();
    }

    @Scheduled(initialDelay = "10s", fixedDelay = "30s")
    void update() {
        try {
            backlog = mails.backlog();
        } catch (RuntimeException e) {
            backlog = null;
            throw e;
        }
    }

    private void gauge(String name, String description, ToDoubleFunction<Backlog> number) {
        Gauge.builder(name, () -> {
                    @Nullable Backlog known = backlog;
                    return known == null ? Double.NaN : number.applyAsDouble(known);
                })
                .description(description)
                .register(meters);
    }

    private double age(Backlog known) {
        return known.oldestAt() == null
                ? 0
                : Duration.between(known.oldestAt(), clock.instant()).toMillis() / MILLIS;
    }
}
