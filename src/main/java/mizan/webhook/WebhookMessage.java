package mizan.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The body of a request, in the format of Standard Webhooks. It contains ids only.
 *
 * @param type the event, such as {@code comment.approved}
 * @param timestamp when it happened
 */
@Introspected
record WebhookMessage(String type, Instant timestamp, Subject data) {

    /**
     * What the event is about.
     *
     * @param article the key of the article; null if the event is not about a comment
     * @param version the version of the comment after the event; it grows with each change
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Subject(
            String site,
            @Nullable String article,
            @Nullable UUID comment,
            @Nullable Integer version) {}

    /** The id in requests. */
    static String id(UUID messageId) {
        return "msg_" + messageId;
    }

    static WebhookMessage of(DeliveryRepository.DueRow row, String site) {
        return new WebhookMessage(
                WebhookEvent.valueOf(row.event()).type(),
                row.occurredAt(),
                new Subject(site, row.article(), row.commentId(), row.version()));
    }
}
