package mizan.console.layout;

import mizan.platform.http.Problem;
import mizan.platform.http.ProblemType;

/**
 * Model of the error page and the error fragment.
 *
 * @param slug the last part of the problem type's URI
 */
public record ProblemPage(Layout layout, String slug, int status) {

    static ProblemPage of(Layout layout, ProblemType type) {
        return new ProblemPage(layout, type.slug(), type.status());
    }

    static ProblemPage of(Layout layout, Problem problem) {
        return new ProblemPage(layout, problem.type().substring(problem.type().lastIndexOf('/') + 1), problem.status());
    }

    /** The console was opened over http, where browsers keep none of its cookies. */
    static ProblemPage insecureOrigin(Layout layout) {
        return new ProblemPage(layout, "insecure-origin", ProblemType.ORIGIN_NOT_ALLOWED.status());
    }

    /** The moderator has the maximum number of claims. */
    public static ProblemPage tooManyClaims(Layout layout) {
        return new ProblemPage(layout, "too-many-claims", ProblemType.INVALID_REQUEST.status());
    }

    public String title() {
        return text("title");
    }

    public String detail() {
        return text("detail");
    }

    private String text(String part) {
        return layout.messages()
                .find("problem." + slug + "." + part)
                .orElseGet(() -> layout.text("problem.other." + part));
    }

    /** Whether the page links to the sign-in. */
    public boolean isSignInRequired() {
        return slug.equals(ProblemType.SIGN_IN_REQUIRED.slug());
    }
}
