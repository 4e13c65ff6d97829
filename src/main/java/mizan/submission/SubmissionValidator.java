package mizan.submission;

import java.util.ArrayList;
import java.util.List;
import mizan.email.EmailAddress;
import mizan.email.EmailValidation;
import mizan.platform.http.FieldViolation;
import mizan.site.ArticleKey;
import mizan.site.Site;
import mizan.text.PlainText;
import mizan.text.TextValidation;
import mizan.text.TextViolation;
import org.jspecify.annotations.Nullable;

/** Validates all fields of a submission, and reports all violations at once. */
final class SubmissionValidator {

    private final Site site;
    private final List<FieldViolation> violations = new ArrayList<>();

    private SubmissionValidator(Site site) {
        this.site = site;
    }

    static Result validate(Submission submission, Site site) {
        return new SubmissionValidator(site).validate(submission);
    }

    private Result validate(Submission submission) {
        String name = requiredText("name", submission.name(), PlainText.NAME);
        @Nullable EmailAddress email = email(submission.email());
        String body = requiredText("body", submission.body(), PlainText.BODY);
        String article = ArticleKey.normalize(requiredText("article", submission.article(), PlainText.ARTICLE_KEY));
        // A URL or title that cannot be used is dropped: it must not cost the reader the comment.
        @Nullable String url = site.articleUrl(submission.articleUrl()).orElse(null);
        @Nullable String title = title(submission.articleTitle());
        return violations.isEmpty() && email != null
                ? new Result.Valid(name, email, body, article, url, title)
                : new Result.Invalid(List.copyOf(violations));
    }

    private String requiredText(String field, @Nullable String value, PlainText rule) {
        return switch (rule.check(value == null ? "" : value)) {
            case TextValidation.Valid(String text) -> text;
            case TextValidation.Invalid(TextViolation violation) -> {
                violations.add(FieldViolation.of(field, violation));
                yield "";
            }
        };
    }

    private static @Nullable String title(@Nullable String value) {
        return value != null && PlainText.TITLE.check(value) instanceof TextValidation.Valid(String title)
                ? title
                : null;
    }

    private @Nullable EmailAddress email(@Nullable String value) {
        return switch (EmailValidation.of(value)) {
            case EmailValidation.Valid(EmailAddress address) -> address;
            case EmailValidation.Invalid(TextViolation violation) -> {
                violations.add(FieldViolation.of("email", violation));
                yield null;
            }
        };
    }

    /** Result of the validation. */
    sealed interface Result {

        /** All rules that need no database are met. The values are normalised. */
        record Valid(
                String name,
                EmailAddress email,
                String body,
                String article,
                @Nullable String articleUrl,
                @Nullable String articleTitle)
                implements Result {}

        /** At least one rule is violated. */
        record Invalid(List<FieldViolation> violations) implements Result {}
    }
}
