package mizan.transfer.source;

/** Status of a comment in the system that it comes from. */
public enum ImportedStatus {
    /** Published. It becomes APPROVED. */
    APPROVED,
    /** Without a decision. It becomes PENDING. */
    PENDING,
    /** Marked as spam. It becomes REJECTED with the reason SPAM. */
    SPAM,
    /** In the trash, or hidden by a moderator. It becomes REJECTED with the reason OTHER. */
    TRASH,
    /** Deleted. Only its place in its thread is imported; it becomes WITHDRAWN. */
    DELETED
}
