package mizan.webhook;

import io.micronaut.context.annotation.Context;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import mizan.platform.database.DatabaseUnavailable;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.schema.SchemaReady;
import mizan.webhook.WebhookRepository.WorkRow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for events and due deliveries of all webhooks periodically, on each replica. Each webhook has a thread of its own while it has due
 * deliveries, so a receiver that hangs delays no other.
 */
@Context
class WebhookDispatcher {

    private static final Logger LOG = LoggerFactory.getLogger(WebhookDispatcher.class);

    private final EventReader reader;
    private final WebhookDeliveries deliveries;
    private final UnreadableSecrets unreadable;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<UUID> busy = ConcurrentHashMap.newKeySet();
    private volatile boolean isRunning;

    WebhookDispatcher(EventReader reader, WebhookDeliveries deliveries, UnreadableSecrets unreadable) {
        this.reader = reader;
        this.deliveries = deliveries;
        this.unreadable = unreadable;
    }

    /** Commands do not send anything: only the service publishes this event. */
    @EventListener
    void start(SchemaReady event) {
        isRunning = true;
    }

    @Scheduled(initialDelay = "${mizan.webhook.interval}", fixedDelay = "${mizan.webhook.interval}")
    void poll() {
        if (!isRunning) {
            return;
        }
        List<WorkRow> webhooks = reader.findWork();
        unreadable.retain(webhooks.stream().map(WorkRow::id).toList());
        for (WorkRow webhook : webhooks) {
            if (webhook.hasWork()) {
                reader.read(webhook.id());
                deliver(webhook.id());
            }
        }
    }

    /** Whether this replica delivers nothing at the moment. */
    boolean isIdle() {
        return busy.isEmpty();
    }

    private void deliver(UUID webhook) {
        if (!busy.add(webhook)) {
            return;
        }
        threads.execute(() -> {
            try {
                deliveries.deliverDue(webhook);
            } catch (RuntimeException e) {
                if (isRunning && !isReportedElsewhere(e)) {
                    LOG.error("Deliveries of the webhook {} failed", webhook, e);
                }
            } finally {
                busy.remove(webhook);
            }
        });
    }

    /** The database is away, or the keysets are not those of the database. */
    private static boolean isReportedElsewhere(RuntimeException e) {
        return DatabaseUnavailable.isCauseOf(e)
                || (e instanceof ProblemException problem && problem.type().equals(ProblemType.UNAVAILABLE));
    }

    /** Running requests are not waited for. Their leases expire, and another replica sends them again. */
    @PreDestroy
    void stop() {
        isRunning = false;
        threads.shutdownNow();
    }
}
