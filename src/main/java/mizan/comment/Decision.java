package mizan.comment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a comment, by whom and when.
 *
 * @param reason given with {@link Verdict#REJECT} and with nothing else
 * @param note what the moderator wrote about it; never empty, and given with {@link RejectionReason#OTHER}
 * @param moderator the account's name; null where the service decided by itself
 */
public record Decision(
        Verdict verdict,
        @Nullable RejectionReason reason,
        @Nullable String note,
        @Nullable String moderator,
        Instant at) {

    public Decision {
        if ((verdict == Verdict.REJECT) == (reason == null)) {
            throw new IllegalArgumentException("A rejection, and nothing else, has a reason");
        }
        if (reason == RejectionReason.OTHER && note == null) {
            throw new IllegalArgumentException("The reason OTHER needs a note");
        }
    }
}
