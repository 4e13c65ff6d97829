package mizan.comment;

import mizan.platform.http.ProblemType;

/** Problem types about a comment, for all clients. */
public final class CommentProblems {

    public static final ProblemType NO_SUCH_COMMENT = new ProblemType("no-such-comment", 404);

    /** The key that has encrypted the address is lost, or the ciphertext is damaged. */
    public static final ProblemType UNREADABLE_ADDRESS = new ProblemType("unreadable-address", 404);

    private CommentProblems() {}
}
