package mizan.comment.scoring;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import java.util.UUID;

/** A pending comment that waits for a score. */
@Introspected
public record UnscoredComment(UUID id, String body, Instant submittedAt) {

    @Override
    public String toString() {
        return "UnscoredComment[" + id + "]";
    }
}
