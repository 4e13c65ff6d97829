package mizan.submission;

import java.time.Instant;
import java.util.List;
import mizan.comment.CommentId;
import mizan.comment.Receipt;
import mizan.comment.article.ClosedReason;
import mizan.platform.http.FieldViolation;
import mizan.platform.limit.Exceeded;
import mizan.submission.robot.ProofChallenge;
import org.jspecify.annotations.Nullable;

/** Result of submitting a comment. */
public sealed interface SubmissionOutcome {

    /**
     * The comment is stored; or the response to an earlier request is repeated, which had the same Idempotency-Key or was
     * the same text from the same author and client a short time ago.
     */
    record Accepted(CommentId id, Instant submittedAt, Receipt receipt) implements SubmissionOutcome {}

    /** Fields are invalid; nothing was stored. */
    record Invalid(List<FieldViolation> violations) implements SubmissionOutcome {}

    /** Too many submissions; nothing was stored. */
    record TooMany(Exceeded exceeded) implements SubmissionOutcome {}

    /** The site gets many submissions, and this one has no valid proof of work; nothing was stored. */
    record ProofRequired(ProofChallenge challenge) implements SubmissionOutcome {}

    /**
     * The article takes no comments.
     *
     * @param opensAt when it takes comments again; null unless the reason is HOURS
     */
    record Closed(ClosedReason reason, @Nullable Instant opensAt) implements SubmissionOutcome {}

    /** The Idempotency-Key was already used by the same author with different content. */
    record IdempotencyKeyReused() implements SubmissionOutcome {}
}
