package mizan.comment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A decision on a comment.
 *
 * @param reason present with {@link Verdict#REJECT} only
 * @param note a note for other moderators; not empty, required with {@link RejectionReason#OTHER}
 * @param legalGround the law that the comment breaks; present with {@link RejectionReason#ILLEGAL} only
 * @param moderator the account's name; null for a decision of the service itself
 */
public record Decision(
        Verdict verdict,
        @Nullable RejectionReason reason,
        @Nullable String note,
        @Nullable String legalGround,
        @Nullable String moderator,
        Instant at) {

    public Decision {
        if ((verdict == Verdict.REJECT) == (reason == null)) {
            throw new IllegalArgumentException("Only a rejection has a reason");
        }
        if ((reason == RejectionReason.ILLEGAL) == (legalGround == null)) {
            throw new IllegalArgumentException("The reason ILLEGAL, and no other, has a legal ground");
        }
        if (reason == RejectionReason.OTHER && note == null) {
            throw new IllegalArgumentException("The reason OTHER needs a note");
        }
    }
}
