package mizan.moderation.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.sse.Event;
import java.util.UUID;
import mizan.outbox.OutboxEvent;
import mizan.outbox.OutboxRecord;
import org.jspecify.annotations.Nullable;

/**
 * The status of a comment has changed by a decision, or because it was withdrawn or erased.
 *
 * @param by the name of the moderator's account; null if no moderator caused the change
 */
@Introspected
@JsonInclude(JsonInclude.Include.ALWAYS)
record DecidedEvent(
        UUID id,
        String site,
        String status,
        int version,
        @Nullable String by) {

    private static final String NAME = "decided";

    static Event<DecidedEvent> of(OutboxRecord outboxRecord) {
        OutboxEvent event = outboxRecord.event();
        return Event.of(new DecidedEvent(event.comment(), event.site(), event.status(), event.version(), event.by()))
                .name(NAME)
                .id(Long.toString(outboxRecord.id()));
    }
}
