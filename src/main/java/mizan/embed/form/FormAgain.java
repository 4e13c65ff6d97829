package mizan.embed.form;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mizan.comment.article.ClosedReason;
import mizan.embed.Pages;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemType;
import mizan.platform.http.url.HttpUrl;
import mizan.platform.i18n.LocalizedMessages;
import mizan.platform.i18n.MessageBundle;
import mizan.site.Site;
import mizan.submission.SubmissionProblems;
import org.jspecify.annotations.Nullable;

/**
 * A submitted plain form that may have to be shown again, with everything typed.
 *
 * @param returnUrl the page that the reader came from
 */
public record FormAgain(Site site, FormFields fields, HttpUrl returnUrl) {

    /** Attribute of a request with the text of a form that cannot be shown again. */
    public static final String TYPED_TEXT = "mizan.typed-text";

    private static final String ATTRIBUTE = "mizan.submitted-form";

    /** Remembers the form for the problem that ends the request, if there is one. */
    public void remember(HttpRequest<?> request) {
        request.setAttribute(ATTRIBUTE, this);
    }

    public static Optional<FormAgain> of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, FormAgain.class);
    }

    public MutableHttpResponse<String> page(Pages pages, ProblemType problem, List<FieldViolation> violations) {
        return page(pages, problem, violations, null);
    }

    /** The form with the sentence why the article takes no comments. */
    MutableHttpResponse<String> closed(Pages pages, ClosedReason reason, @Nullable Instant opensAt) {
        LocalizedMessages messages = MessageBundle.SERVICE.in(site.language());
        return page(
                pages,
                SubmissionProblems.COMMENTS_CLOSED,
                List.of(),
                reason.sentence(messages, opensAt, site.timeZone()));
    }

    private MutableHttpResponse<String> page(
            Pages pages, ProblemType problem, List<FieldViolation> violations, @Nullable String sentence) {
        LocalizedMessages messages = MessageBundle.SERVICE.in(site.language());
        // The form is sent again from the service's own page, so it must carry the original Referer.
        fields.put(FormFields.RETURN_TO, returnUrl.toString());
        // Removes invalid hidden fields, because the reader cannot correct them.
        violations.stream().map(FieldViolation::field).forEach(fields::removeHidden);
        // After a failure of the service it is not known whether the comment was stored.
        boolean isUnconfirmed = problem.status() >= HttpStatus.INTERNAL_SERVER_ERROR.getCode();
        String message = sentence != null
                ? sentence
                : isUnconfirmed
                        ? messages.get("form.unconfirmed.detail")
                        : messages.get("problem." + problem.slug()
                                + (violations.isEmpty() && !problem.equals(ProblemType.MALFORMED_REQUEST)
                                        ? ".detail"
                                        : ".title"));
        CommentForm form =
                new CommentForm(messages, site, "", fields.values(), message, violations, pages.offersMail(), null);
        return pages.render(
                HttpStatus.valueOf(problem.status()),
                "embed/form.jte",
                new FormPage(form, messages.get(isUnconfirmed ? "form.unconfirmed" : "form.mistake")),
                form.formTargets());
    }
}
