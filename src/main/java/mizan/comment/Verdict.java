package mizan.comment;

/** What a decision does to a comment. */
public enum Verdict {
    /** Readers may see it. */
    APPROVE(CommentStatus.APPROVED),
    /** Readers may not see it. */
    REJECT(CommentStatus.REJECTED),
    /** An earlier decision is taken back: it waits again. */
    REOPEN(CommentStatus.PENDING);

    private final CommentStatus status;

    Verdict(CommentStatus status) {
        this.status = status;
    }

    /** Where the comment stands after it. */
    public CommentStatus status() {
        return status;
    }
}
