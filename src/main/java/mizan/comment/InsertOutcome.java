package mizan.comment;

import java.time.Instant;

/** How an attempt to keep a new comment ended. */
public sealed interface InsertOutcome {

    /** It is committed. */
    record Added() implements InsertOutcome {}

    /** The same request was accepted before, under the same key; nothing was stored now. */
    @SuppressWarnings("ArrayRecordComponent") // a sealed value to be opened; never compared
    record Repeated(CommentId id, Instant submittedAt, byte[] receiptSealed) implements InsertOutcome {}

    /** Another request was accepted before under the same key. */
    record KeyTaken() implements InsertOutcome {}

    /** The article takes no comments. */
    record Closed() implements InsertOutcome {}

    /** The parent is no approved comment under the same article. */
    record NoSuchParent() implements InsertOutcome {}

    /** The same person said the same thing under the same article already. */
    record SaidAlready() implements InsertOutcome {}
}
