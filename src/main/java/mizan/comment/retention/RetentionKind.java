package mizan.comment.retention;

/** Personal data that has its own retention period. */
public enum RetentionKind {
    /** Rejected comments: everything but their place in the thread, their decisions without notes, and their audit entries. */
    REJECTED,
    /** Encrypted addresses, fingerprints and receipts of approved comments. Name and text stay. */
    APPROVED,
    /** Client pseudonyms of comments in any state. */
    CLIENT
}
