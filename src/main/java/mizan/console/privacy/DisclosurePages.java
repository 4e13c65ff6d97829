package mizan.console.privacy;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import jakarta.inject.Singleton;
import java.util.function.Function;
import mizan.comment.CommentProblems;
import mizan.console.layout.ConsoleRenderer;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.request.StrictBodyReader;
import mizan.privacy.DisclosureOutcome;
import mizan.text.PlainText;
import mizan.text.TextValidation;
import mizan.text.TextViolation;

/** Shows the form that asks for the purpose of a disclosure, and the address once it is disclosed. */
@Singleton
class DisclosurePages {

    private final StrictBodyReader reader;
    private final ConsoleRenderer renderer;

    DisclosurePages(StrictBodyReader reader, ConsoleRenderer renderer) {
        this.reader = reader;
        this.renderer = renderer;
    }

    HttpResponse<?> form(DisclosurePage page) {
        return render(HttpStatus.OK, page);
    }

    /**
     * Discloses an address if the form has a purpose, and asks for the purpose again otherwise.
     *
     * @param missing the problem if there is no address
     * @param disclosure discloses for a purpose
     */
    HttpResponse<?> disclose(
            DisclosurePage page, byte[] body, ProblemType missing, Function<String, DisclosureOutcome> disclosure) {
        String input = reader.form(body).getOrDefault("purpose", "");
        return switch (PlainText.NOTE.check(input)) {
            case TextValidation.Valid(String purpose) -> {
                String email = switch (disclosure.apply(purpose)) {
                    case DisclosureOutcome.Disclosed(String address) -> address;
                    case DisclosureOutcome.NoSuchComment() -> throw new ProblemException(missing);
                    case DisclosureOutcome.Unreadable() ->
                        throw new ProblemException(CommentProblems.UNREADABLE_ADDRESS);
                };
                yield render(HttpStatus.OK, page.withEmail(purpose, email));
            }
            case TextValidation.Invalid(TextViolation violation) -> {
                String error = page.text(
                        "disclosure.error." + violation.rule(),
                        violation.arguments().toArray());
                yield render(HttpStatus.UNPROCESSABLE_ENTITY, page.withError(input, error));
            }
        };
    }

    private HttpResponse<?> render(HttpStatus status, DisclosurePage page) {
        return renderer.render(status, "console/disclosure.jte", page);
    }
}
