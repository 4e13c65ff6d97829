package mizan.comment;

import java.time.Instant;

/** How an attempt to keep a new comment ended. */
public sealed interface AddOutcome {

    /** It is committed. */
    record Added() implements AddOutcome {}

    /** The same request was accepted before, under the same key; nothing was stored now. */
    @SuppressWarnings("ArrayRecordComponent") // a sealed value to be opened; never compared
    record Repeated(CommentId id, Instant submittedAt, byte[] receiptSealed) implements AddOutcome {}

    /** Another request was accepted before under the same key. */
    record KeyTaken() implements AddOutcome {}

    /** The article takes no comments. */
    record Closed() implements AddOutcome {}

    /** The parent is no approved comment under the same article. */
    record NoSuchParent() implements AddOutcome {}

    /** The same person said the same thing under the same article already. */
    record SaidAlready() implements AddOutcome {}
}
