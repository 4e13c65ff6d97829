package mizan.outbox;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state of a comment has changed. The event holds ids only, no text and no names but the moderator's account.
 *
 * @param version the new version of the comment; together with the comment's id it identifies the event
 * @param by the name of the account; null if no moderator caused the change
 */
@Introspected
public record OutboxEvent(
        UUID comment,
        String site,
        String article,
        String status,
        int version,
        @Nullable String by) {}
