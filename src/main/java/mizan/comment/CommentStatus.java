package mizan.comment;

/** Where a comment stands. */
public enum CommentStatus {
    /** Waits for a moderator. Readers do not see it. */
    PENDING,
    /** A moderator approved it. Readers see it. */
    APPROVED,
    /** A moderator refused it, or the service did. Readers do not see it. */
    REJECTED,
    /** Its author took it back: an empty place in its thread. Nobody can decide on it any more. */
    WITHDRAWN
}
