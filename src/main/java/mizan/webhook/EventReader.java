package mizan.webhook;

import static mizan.webhook.WebhookEvent.COMMENT_REPORTED;
import static mizan.webhook.WebhookEvent.COMMENT_SUBMITTED;
import static mizan.webhook.WebhookEvent.QUEUE_OVERDUE;

import io.micronaut.context.annotation.Property;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mizan.outbox.Outbox;
import mizan.outbox.OutboxEvent;
import mizan.outbox.OutboxRecord;
import mizan.platform.database.UuidV7;
import mizan.webhook.EventRepository.Reading;
import mizan.webhook.WebhookRepository.PositionRow;
import mizan.webhook.WebhookRepository.WorkRow;

/**
 * Adds deliveries for what has happened since the last time. Decisions and withdrawals come from the outbox. Submissions
 * and reports are read from their tables, so that their transactions do nothing for webhooks.
 */
@Singleton
class EventReader {

    /**
     * A submission or a report may be committed this long after the time that its row contains, on a replica whose clock is
     * slow.
     */
    private static final Duration OVERLAP = Duration.ofSeconds(30);

    /** A webhook without events is read this often, so that later reads start at a recent position. */
    private static final Duration MAX_IDLE = Duration.ofSeconds(30);

    private final WebhookRepository webhooks;
    private final EventRepository events;
    private final Outbox outbox;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;
    private final Duration overdueAfter;

    EventReader(
            WebhookRepository webhooks,
            EventRepository events,
            Outbox outbox,
            TransactionOperations<Connection> transactions,
            Clock clock,
            @Property(name = "mizan.webhook.overdue-after") Duration overdueAfter) {
        this.webhooks = webhooks;
        this.events = events;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
        this.overdueAfter = overdueAfter;
    }

    /** All webhooks, and whether one has new events or due deliveries. */
    List<WorkRow> findWork() {
        Instant now = clock.instant();
        return webhooks.findWork(now, now.minus(MAX_IDLE), (double) OVERLAP.toSeconds(), now.minus(overdueAfter));
    }

    /** Adds the deliveries of one webhook in one transaction, unless another replica is doing it. */
    void read(UUID webhook) {
        transactions.executeWrite(_ -> {
            webhooks.lock(webhook).ifPresent(this::read);
            return true;
        });
    }

    private void read(PositionRow position) {
        Set<WebhookEvent> wanted =
                Stream.of(position.events()).map(WebhookEvent::valueOf).collect(Collectors.toUnmodifiableSet());
        Instant now = clock.instant();
        Reading reading = new Reading(position.id(), position.site(), now, now.plus(Backoff.GIVE_UP));
        // Before the submissions: each comment of a later event was submitted by then, and gets the lower id.
        String snapshot = outbox.snapshot();
        Instant overlapping = position.readAt().minus(OVERLAP);
        Instant since = overlapping.isBefore(position.createdAt()) ? position.createdAt() : overlapping;
        if (wanted.contains(COMMENT_SUBMITTED)) {
            events.addSubmitted(reading, UuidV7.minAt(since));
        }
        Long[] ids;
        try (Stream<OutboxRecord> records = outbox.between(position.snapshot(), snapshot)) {
            ids = records.filter(record -> isWanted(record.event(), position.site(), wanted))
                    .map(OutboxRecord::id)
                    .toArray(Long[]::new);
        }
        if (ids.length > 0) {
            events.addOutboxEvents(reading, ids);
        }
        if (wanted.contains(COMMENT_REPORTED)) {
            events.addReported(reading, since);
        }
        boolean isOverdue =
                wanted.contains(QUEUE_OVERDUE) && events.hasPendingBefore(position.site(), now.minus(overdueAfter));
        if (isOverdue && !position.overdue()) {
            events.add(reading, QUEUE_OVERDUE.name());
        }
        webhooks.move(position.id(), snapshot, now, isOverdue);
    }

    private static boolean isWanted(OutboxEvent event, String site, Set<WebhookEvent> wanted) {
        return event.site().equals(site)
                && event.isStatusChange()
                && wanted.contains(
                        event.status().equals("PENDING")
                                ? WebhookEvent.COMMENT_REOPENED
                                : WebhookEvent.valueOf("COMMENT_" + event.status()));
    }
}
