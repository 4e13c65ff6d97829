package mizan.comment;

/** Status of a comment. */
public enum CommentStatus {
    /** No decision yet. Not public. */
    PENDING,
    /** Approved by a moderator. Public. */
    APPROVED,
    /** Rejected by a moderator or by the service. Not public. */
    REJECTED,
    /** Withdrawn by its author, or erased at the author's request. A placeholder in its thread; final. */
    WITHDRAWN
}
