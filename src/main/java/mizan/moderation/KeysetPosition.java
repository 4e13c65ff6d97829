package mizan.moderation;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;

/**
 * A position in a list that is ordered by time, for keyset pagination.
 *
 * @param at the time of submission of a pending comment, the time of decision of any other
 * @param id breaks ties between comments of the same time
 */
@Introspected
public record KeysetPosition(Instant at, UUID id) {

    private static final UUID LOWEST_ID = new UUID(0, 0);

    /**
     * The lowest position of a time. In ascending order it precedes all comments of that time, in descending order it
     * follows them.
     */
    public static KeysetPosition lowestAt(Instant at) {
        return new KeysetPosition(at, LOWEST_ID);
    }
}
