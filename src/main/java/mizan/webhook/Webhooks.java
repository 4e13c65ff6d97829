package mizan.webhook;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.platform.database.UuidV7;
import mizan.platform.outbound.OutboundHttp;
import mizan.platform.outbound.OutboundUrl;
import org.jspecify.annotations.Nullable;

/** The webhooks of all sites. A secret is shown once. Changes are audited. */
@Singleton
public class Webhooks {

    /** More webhooks than a newsroom has systems. */
    public static final int MAX_WEBHOOKS = 100;

    /** After a rotation requests are also signed with the previous secret, so that the receiver can change it meanwhile. */
    public static final Duration ROTATION = Duration.ofDays(1);

    /** The undelivered events of a list. */
    private static final int LISTED = 200;

    private static final int LAST_DELIVERED = 20;

    private final WebhookRepository repository;
    private final DeliveryRepository deliveries;
    private final EventRepository events;
    private final WebhookSecrets secrets;
    private final OutboundHttp http;
    private final AuditTrail auditTrail;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    Webhooks(
            WebhookRepository repository,
            DeliveryRepository deliveries,
            EventRepository events,
            WebhookSecrets secrets,
            OutboundHttp http,
            AuditTrail auditTrail,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.repository = repository;
        this.deliveries = deliveries;
        this.events = events;
        this.secrets = secrets;
        this.http = http;
        this.auditTrail = auditTrail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Whether a text is a URL that a webhook can have: https, or a host that {@code MIZAN_OUTBOUND_ALLOWED} lists. */
    public boolean isUrl(String text) {
        return OutboundUrl.parse(text).filter(http::isAllowed).isPresent();
    }

    /** Whether there is room for another webhook. */
    public boolean hasRoom() {
        return repository.count() < MAX_WEBHOOKS;
    }

    /**
     * Adds a webhook. It receives events from now on.
     *
     * @param by the administrator's account; null for the command line
     */
    public NewWebhook add(String site, String url, Set<WebhookEvent> wanted, @Nullable String by) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        List<WebhookEvent> sorted = wanted.stream().sorted().toList();
        Webhook webhook = new Webhook(UuidV7.at(now), site, url, sorted, now, by, 0, 0);
        String secret = WebhookSecrets.generate();
        String[] names = sorted.stream().map(WebhookEvent::name).toArray(String[]::new);
        transactions.executeWrite(_ -> {
            auditTrail.record(new AuditEntry(
                    now, by, AuditAction.WEBHOOK_ADDED, null, webhook.id() + " " + site + " " + host(url)));
            return repository.add(webhook, names, secrets.seal(secret, webhook.id()), by == null ? "" : by);
        });
        return new NewWebhook(webhook, secret);
    }

    /** All webhooks, by site. */
    public List<Webhook> list() {
        return repository.findAll().stream()
                .map(WebhookRepository.Row::toWebhook)
                .toList();
    }

    public Optional<Webhook> find(UUID id) {
        return list().stream().filter(webhook -> webhook.id().equals(id)).findFirst();
    }

    /** Whether the service can read the secret of a webhook. Without it nothing is sent. */
    public boolean isSecretReadable(UUID id) {
        return repository
                .findTarget(id, clock.instant())
                .flatMap(row -> secrets.unseal(row.secretSealed(), id))
                .isPresent();
    }

    /** The oldest deliveries that have not succeeded, pending and parked. */
    public List<Delivery> undelivered(UUID id) {
        return deliveries.findUndelivered(id, LISTED);
    }

    /** The latest events that the receiver has accepted. */
    public List<Delivery> lastDelivered(UUID id) {
        return deliveries.findLastDelivered(id, LAST_DELIVERED);
    }

    /** Deletes a webhook and its deliveries. Returns whether it existed. */
    public boolean delete(UUID id, @Nullable String by) {
        return transactions.executeWrite(_ -> {
            boolean isDeleted = repository.delete(id) > 0;
            if (isDeleted) {
                record(AuditAction.WEBHOOK_DELETED, id.toString(), by);
            }
            return isDeleted;
        });
    }

    /** Gives a webhook a new secret. The previous one stays valid for a day. Empty if there is no such webhook. */
    public Optional<String> rotate(UUID id, @Nullable String by) {
        String secret = WebhookSecrets.generate();
        return transactions.executeWrite(_ -> {
            if (repository.rotate(id, secrets.seal(secret, id), clock.instant().plus(ROTATION)) == 0) {
                return Optional.empty();
            }
            record(AuditAction.WEBHOOK_SECRET_ROTATED, id.toString(), by);
            return Optional.of(secret);
        });
    }

    /** Sends all parked deliveries again. Returns their number. */
    public int redeliver(UUID id, @Nullable String by) {
        Instant now = clock.instant();
        return transactions.executeWrite(_ -> {
            int number = deliveries.redeliver(id, now, now.plus(Backoff.GIVE_UP));
            if (number > 0) {
                record(AuditAction.WEBHOOK_REDELIVERED, id + " " + number, by);
            }
            return number;
        });
    }

    /** Sends an event {@code test}, soon and like any other event. Returns whether there is such a webhook. */
    public boolean test(UUID id) {
        Instant now = clock.instant();
        return find(id).map(webhook -> events.add(
                        new EventRepository.Reading(id, webhook.site(), now, now.plus(Backoff.GIVE_UP)),
                        WebhookEvent.TEST.name()))
                .isPresent();
    }

    private void record(AuditAction action, String detail, @Nullable String by) {
        auditTrail.record(new AuditEntry(clock.instant(), by, action, null, detail));
    }

    // The rest of the URL may be secret.
    private static String host(String url) {
        return OutboundUrl.parse(url).orElseThrow().origin();
    }

    /** A new webhook with its secret. */
    public record NewWebhook(Webhook webhook, String secret) {

        @Override
        public String toString() {
            return "NewWebhook[…]";
        }
    }
}
