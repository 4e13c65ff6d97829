package mizan.moderation;

import mizan.platform.http.ProblemType;

/** The problem types of decisions. */
public final class ModerationProblems {

    public static final ProblemType ALREADY_DECIDED = new ProblemType("already-decided", 409);
    public static final ProblemType CLAIMED_BY_ANOTHER = new ProblemType("claimed-by-another", 409);
    public static final ProblemType VERSION_REQUIRED = new ProblemType("version-required", 428);

    private ModerationProblems() {}
}
