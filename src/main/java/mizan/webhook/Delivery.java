package mizan.webhook;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event for one webhook.
 *
 * @param messageId the id in the request, the same for each attempt
 * @param comment null for events of the whole queue
 * @param attempts the requests so far
 * @param nextAttemptAt of a pending delivery: when it is sent again
 * @param result how the last attempt ended, such as {@code status-500} or {@code timed-out}; null before the first one
 */
@Introspected
public record Delivery(
        long id,
        UUID messageId,
        WebhookEvent event,
        @Nullable UUID comment,
        Instant occurredAt,
        DeliveryState state,
        int attempts,
        Instant nextAttemptAt,
        @Nullable String result) {}
