package mizan.email;

import java.util.List;
import java.util.Optional;
import mizan.text.PlainText;
import mizan.text.TextViolation;
import org.jspecify.annotations.Nullable;

/** Result of checking the e-mail address of a request. */
public sealed interface EmailValidation {

    /** Any other string than an address. */
    TextViolation INVALID = new TextViolation("invalid", List.of());

    record Valid(EmailAddress address) implements EmailValidation {}

    record Invalid(TextViolation violation) implements EmailValidation {}

    /** Checks an address. It is required. */
    static EmailValidation of(@Nullable String value) {
        if (value == null || PlainText.trim(value).isEmpty()) {
            return new Invalid(TextViolation.MISSING);
        }
        Optional<EmailAddress> address = EmailAddress.parse(value);
        return address.isPresent()
                ? new Valid(address.get())
                : new Invalid(PlainText.NAME.forbiddenCharacter(value).orElse(INVALID));
    }
}
