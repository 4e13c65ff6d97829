package mizan.submission.notice;

import java.util.ArrayList;
import java.util.List;
import mizan.email.EmailAddress;
import mizan.email.EmailValidation;
import mizan.platform.http.FieldViolation;
import mizan.text.PlainText;
import mizan.text.TextValidation;
import mizan.text.TextViolation;
import org.jspecify.annotations.Nullable;

/** Validates all fields of a notice, and reports all violations at once. */
final class NoticeValidator {

    private final List<FieldViolation> violations = new ArrayList<>();

    private NoticeValidator() {}

    static Result validate(NoticeRequest notice) {
        return new NoticeValidator().check(notice);
    }

    private Result check(NoticeRequest notice) {
        @Nullable String explanation = text("explanation", notice.explanation(), PlainText.BODY);
        boolean isAnonymous = notice.isAboutChildSexualAbuse();
        @Nullable String name = isAnonymous && isBlank(notice.name()) ? null : text("name", notice.name(), PlainText.NAME);
        @Nullable EmailAddress email = isAnonymous && isBlank(notice.email()) ? null : email(notice.email());
        if (!notice.isInGoodFaith()) {
            violations.add(FieldViolation.of("goodFaith", TextViolation.MISSING));
        }
        return violations.isEmpty() && explanation != null
                ? new Result.Valid(explanation, name, email)
                : new Result.Invalid(List.copyOf(violations));
    }

    private static boolean isBlank(@Nullable String value) {
        return value == null || PlainText.trim(value).isEmpty();
    }

    private @Nullable String text(String field, @Nullable String value, PlainText rule) {
        return switch (rule.check(value == null ? "" : value)) {
            case TextValidation.Valid(String text) -> text;
            case TextValidation.Invalid(TextViolation violation) -> {
                violations.add(FieldViolation.of(field, violation));
                yield null;
            }
        };
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

        /** All rules are met. The values are normalised. */
        record Valid(
                String explanation,
                @Nullable String name,
                @Nullable EmailAddress email) implements Result {}

        /** At least one rule is violated. */
        record Invalid(List<FieldViolation> violations) implements Result {}
    }
}
