package mizan.moderation;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;

/**
 * A place in the order of a list.
 *
 * @param at of what is pending when it was submitted, of what was decided when that was
 * @param id orders what happened at the same moment
 */
@Introspected
public record KeysetPosition(Instant at, UUID id) {

    private static final UUID NO_ID = new UUID(0, 0);

    /** Before everything of this moment where the oldest is first, behind it where the newest is. */
    public static KeysetPosition lowestAt(Instant at) {
        return new KeysetPosition(at, NO_ID);
    }
}
