package mizan.submission;

import java.time.Instant;
import java.util.List;
import mizan.comment.CommentId;
import mizan.comment.Receipt;
import mizan.platform.http.FieldViolation;

/** How an attempt to submit a comment ended. */
public sealed interface SubmissionOutcome {

    /** It is kept, and waits; or the same request was answered so before. */
    record Accepted(CommentId id, Instant submittedAt, Receipt receipt) implements SubmissionOutcome {}

    /** These fields break their rules; nothing was stored. */
    record Invalid(List<FieldViolation> faults) implements SubmissionOutcome {}

    /** The same person said the same thing under the same article already. */
    record Duplicate() implements SubmissionOutcome {}

    /** The article takes no comments. */
    record Closed() implements SubmissionOutcome {}

    /** Another request came under the same Idempotency-Key. */
    record KeyTaken() implements SubmissionOutcome {}
}
