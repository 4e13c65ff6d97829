package mizan.console.layout;

import mizan.platform.http.Problem;
import mizan.platform.http.ProblemType;

/**
 * A problem as moderators are told of it.
 *
 * @param slug of the problem's type
 */
public record ProblemPage(Layout frame, String slug, int status) {

    static ProblemPage of(Layout frame, ProblemType type) {
        return new ProblemPage(frame, type.slug(), type.status());
    }

    static ProblemPage of(Layout frame, Problem problem) {
        return new ProblemPage(frame, problem.type().substring(problem.type().lastIndexOf('/') + 1), problem.status());
    }

    public String title() {
        return text("title");
    }

    public String detail() {
        return text("detail");
    }

    private String text(String part) {
        return frame.words().find("problem." + slug + "." + part).orElseGet(() -> frame.text("problem.other." + part));
    }

    /** Whether signing in helps. */
    public boolean isAboutSignIn() {
        return slug.equals(ProblemType.SIGN_IN_REQUIRED.slug());
    }
}
