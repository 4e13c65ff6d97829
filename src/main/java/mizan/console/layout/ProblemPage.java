package mizan.console.layout;

import io.micronaut.http.HttpRequest;
import mizan.platform.http.Problem;
import mizan.platform.http.ProblemResponses;
import mizan.platform.http.ProblemType;

/**
 * Model of the error page and the error fragment.
 *
 * @param type the problem's type; its slug names the messages
 * @param detailKey the message key of the detail
 */
public record ProblemPage(Layout layout, ProblemType type, String detailKey) {

    private ProblemPage(Layout layout, ProblemType type) {
        this(layout, type, "problem." + type.slug() + ".detail");
    }

    static ProblemPage of(Layout layout, ProblemType type) {
        return new ProblemPage(layout, type);
    }

    static ProblemPage of(Layout layout, HttpRequest<?> request, Problem problem) {
        ProblemType type =
                new ProblemType(problem.type().substring(problem.type().lastIndexOf('/') + 1), problem.status());
        return new ProblemPage(layout, type, ProblemResponses.detailKey(request, type));
    }

    /** The console was opened over http, where browsers keep none of its cookies. */
    static ProblemPage insecureOrigin(Layout layout) {
        return new ProblemPage(layout, new ProblemType("insecure-origin", ProblemType.ORIGIN_NOT_ALLOWED.status()));
    }

    /** The moderator has the maximum number of claims. */
    public static ProblemPage tooManyClaims(Layout layout) {
        return new ProblemPage(layout, new ProblemType("too-many-claims", ProblemType.INVALID_REQUEST.status()));
    }

    public int status() {
        return type.status();
    }

    public String title() {
        return text("problem." + type.slug() + ".title", "problem.other.title");
    }

    public String detail() {
        return text(detailKey, "problem.other.detail");
    }

    private String text(String key, String otherwise) {
        return layout.messages().find(key).orElseGet(() -> layout.text(otherwise));
    }

    /** Whether the page links to the sign-in. */
    public boolean isSignInRequired() {
        return type.equals(ProblemType.SIGN_IN_REQUIRED);
    }
}
