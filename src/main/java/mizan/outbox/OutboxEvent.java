package mizan.outbox;

import io.micronaut.core.annotation.Introspected;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The state of a comment has changed. The event holds ids only, no text and no names but the moderator's account.
 *
 * @param status the new status of the comment, or {@link #AUTHOR_ERASED}
 * @param version the new version of the comment; together with the comment's id it identifies the change of status
 * @param by the name of the account; null if no moderator caused the change
 */
@Introspected
public record OutboxEvent(
        UUID comment,
        String site,
        String article,
        String status,
        int version,
        @Nullable String by) {

    /** The author of a published comment was erased. The status and the version of the comment are unchanged. */
    public static final String AUTHOR_ERASED = "AUTHOR_ERASED";

    /** Whether the comment has a new status and version. */
    public boolean isStatusChange() {
        return !status.equals(AUTHOR_ERASED);
    }
}
