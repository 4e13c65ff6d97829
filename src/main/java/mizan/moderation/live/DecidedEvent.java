package mizan.moderation.live;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.sse.Event;
import java.util.UUID;
import mizan.outbox.OutboxEvent;
import mizan.outbox.OutboxRecord;
import org.jspecify.annotations.Nullable;

/**
 * A comment has moved on: somebody decided on it, or its author withdrew it.
 *
 * @param by the account's name; null where no moderator did it
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

    static Event<DecidedEvent> of(OutboxRecord announced) {
        OutboxEvent news = announced.event();
        DecidedEvent event = new DecidedEvent(news.comment(), news.site(), news.status(), news.version(), news.by());
        return Event.of(event).name(NAME).id(Long.toString(announced.id()));
    }
}
