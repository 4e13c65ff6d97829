package mizan.submission;

import mizan.platform.http.ProblemType;

/** Problem types of rejected submissions. */
public final class SubmissionProblems {

    public static final ProblemType INVALID_COMMENT = new ProblemType("invalid-comment", 422);
    public static final ProblemType COMMENTS_CLOSED = new ProblemType("comments-closed", 403);
    public static final ProblemType PROOF_REQUIRED = new ProblemType("proof-required", 403);
    public static final ProblemType IDEMPOTENCY_MISMATCH = new ProblemType("idempotency-mismatch", 422);

    private SubmissionProblems() {}
}
