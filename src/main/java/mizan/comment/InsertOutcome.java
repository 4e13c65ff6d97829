package mizan.comment;

import java.time.Instant;
import mizan.comment.article.ClosedReason;

/** Result of an attempt to insert a new comment. */
public sealed interface InsertOutcome {

    /** The comment is committed. */
    record Inserted() implements InsertOutcome {}

    /** The comment is committed, as REJECTED, because its author or client is blocked. */
    record Blocked() implements InsertOutcome {}

    /** Nothing was stored: the same request was accepted before, or the same text from the same author and client. */
    @SuppressWarnings("ArrayRecordComponent") // a ciphertext; never compared
    record Repeated(CommentId id, Instant submittedAt, byte[] receiptSealed) implements InsertOutcome {}

    /** A different request with the same idempotency key was accepted before. */
    record IdempotencyKeyReused() implements InsertOutcome {}

    /** The article takes no comments. */
    record Closed(ClosedReason reason) implements InsertOutcome {}

    /** The parent is not an approved comment under the same article. */
    record NoSuchParent() implements InsertOutcome {}
}
