package mizan.comment;

import mizan.platform.http.ProblemType;

/** Problem types about a comment, for all clients. */
public final class CommentProblems {

    public static final ProblemType NO_SUCH_COMMENT = new ProblemType("no-such-comment", 404);

    private CommentProblems() {}
}
