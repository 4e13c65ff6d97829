package mizan.webhook;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A URL that receives events of a site.
 *
 * @param url may contain a secret of the receiver
 * @param createdBy the administrator's account; null for the command line
 * @param pending the deliveries that are due, or are tried again later
 * @param parked the deliveries that the receiver has not accepted within a day
 */
@Introspected
public record Webhook(
        UUID id,
        String site,
        String url,
        List<WebhookEvent> events,
        Instant createdAt,
        @Nullable String createdBy,
        long pending,
        long parked) {

    public Webhook {
        events = List.copyOf(events);
    }

    /** Without the URL. */
    @Override
    public String toString() {
        return "Webhook[" + id + "]";
    }
}
