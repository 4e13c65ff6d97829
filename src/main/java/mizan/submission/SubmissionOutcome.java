package mizan.submission;

import java.time.Instant;
import java.util.List;
import mizan.comment.CommentId;
import mizan.comment.Receipt;
import mizan.platform.http.FieldViolation;

/** Result of submitting a comment. */
public sealed interface SubmissionOutcome {

    /** The comment is stored; or the response to an earlier request with the same Idempotency-Key is repeated. */
    record Accepted(CommentId id, Instant submittedAt, Receipt receipt) implements SubmissionOutcome {}

    /** Fields are invalid; nothing was stored. */
    record Invalid(List<FieldViolation> violations) implements SubmissionOutcome {}

    /** The author has already submitted the same text under the same article. */
    record Duplicate() implements SubmissionOutcome {}

    /** Comments on the article are closed. */
    record Closed() implements SubmissionOutcome {}

    /** The Idempotency-Key was already used with different content. */
    record IdempotencyKeyReused() implements SubmissionOutcome {}
}
