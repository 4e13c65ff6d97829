package mizan.webhook;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Webhooks with events to send whose secret this replica cannot read: its key is lost, or the value is corrupt. Each is logged
 * once, and again when its secret has changed and is still unreadable.
 */
@Singleton
class UnreadableSecrets {

    private static final Logger LOG = LoggerFactory.getLogger(UnreadableSecrets.class);

    private final Map<UUID, ByteBuffer> secrets = new ConcurrentHashMap<>();

    UnreadableSecrets(MeterRegistry meters) {
        Gauge.builder("mizan.webhook.unreadable", secrets, Map::size)
                .description("Webhooks whose secret cannot be read")
                .register(meters);
    }

    void add(UUID webhook, byte[] sealed) {
        ByteBuffer secret = ByteBuffer.wrap(sealed);
        if (!secret.equals(secrets.put(webhook, secret))) {
            LOG.error(
                    "The secret of the webhook {} cannot be read: it receives nothing until it has a new one", webhook);
        }
    }

    void remove(UUID webhook) {
        secrets.remove(webhook);
    }

    /** Forgets all others: they were deleted. */
    void retain(Collection<UUID> webhooks) {
        secrets.keySet().retainAll(webhooks);
    }
}
