package mizan.transfer.api;

import mizan.platform.http.ProblemType;

/** The problem types of imports. */
final class ImportProblems {

    static final ProblemType IMPORT_RUNNING = new ProblemType("import-running", 409);
    static final ProblemType IMPORT_DECIDED = new ProblemType("import-decided", 409);

    private ImportProblems() {}
}
