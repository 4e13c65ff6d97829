package mizan.comment;

/** The content of a decision. */
public enum Verdict {
    /** Publishes the comment. */
    APPROVE(CommentStatus.APPROVED),
    /** Rejects the comment, with a reason. */
    REJECT(CommentStatus.REJECTED),
    /** Undoes the last decision: the comment is pending again. */
    REOPEN(CommentStatus.PENDING);

    private final CommentStatus status;

    Verdict(CommentStatus status) {
        this.status = status;
    }

    /** The comment's status after the decision. */
    public CommentStatus status() {
        return status;
    }
}
