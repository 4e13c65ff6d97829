package mizan.text;

/** Result of checking a text against a {@link PlainText} rule. */
public sealed interface TextValidation {

    /** @param text the text, trimmed and in NFC */
    record Valid(String text) implements TextValidation {}

    record Invalid(TextViolation violation) implements TextValidation {}
}
