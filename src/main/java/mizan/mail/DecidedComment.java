package mizan.mail;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A comment with the decision on it.
 *
 * @param status APPROVED or REJECTED
 * @param reason null if it is approved
 * @param articleUrl null if it is unknown
 */
@Introspected
record DecidedComment(
        String site,
        String status,
        Instant submittedAt,
        @Nullable String reason,
        @Nullable String articleUrl) {

    boolean isApproved() {
        return status.equals("APPROVED");
    }
}
