package mizan.outbox;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A comment has moved on. Holds ids only, never what a person wrote or is called, but for the moderator's account.
 *
 * @param version of the comment, now: with its id it names the announcement
 * @param by the account's name; null where no moderator did it
 */
@Introspected
public record OutboxEvent(
        UUID comment,
        String site,
        String article,
        String status,
        int version,
        @Nullable String by) {}
