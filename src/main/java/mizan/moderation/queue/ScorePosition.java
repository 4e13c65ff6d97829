package mizan.moderation.queue;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;
import mizan.moderation.KeysetPosition;

/** A position in the list of pending comments that is ordered by score, for keyset pagination. */
@Introspected
record ScorePosition(int score, Instant at, UUID id) {

    /** Before all comments. */
    static final ScorePosition FIRST = new ScorePosition(Integer.MAX_VALUE, Instant.EPOCH, new UUID(0, 0));

    KeysetPosition position() {
        return new KeysetPosition(at, id);
    }
}
