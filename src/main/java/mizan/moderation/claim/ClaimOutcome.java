package mizan.moderation.claim;

import mizan.moderation.queue.CurrentState;
import mizan.moderation.queue.QueuedComment;

/** Result of an attempt to claim or release one comment. */
public sealed interface ClaimOutcome {

    /** The comment as the request has left it. */
    record Done(QueuedComment comment) implements ClaimOutcome {}

    /** Another moderator's claim on the comment is live. */
    record ClaimedByAnother(CurrentState current) implements ClaimOutcome {}

    /** Only pending comments are claimed. */
    record AlreadyDecided(CurrentState current) implements ClaimOutcome {}

    /** The moderator has the maximum number of claims. */
    record TooMany() implements ClaimOutcome {}

    /** The comment does not exist, or its author has withdrawn it. */
    record NoSuchComment() implements ClaimOutcome {}

    /** The comment belongs to a site that this moderator does not moderate. */
    record NotAllowed() implements ClaimOutcome {}
}
