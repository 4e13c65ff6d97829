package mizan.text;

/** Result of checking a text against a {@link PlainText} rule. */
public sealed interface TextCheck {

    /** @param text the text, trimmed and in NFC */
    record Valid(String text) implements TextCheck {}

    record Invalid(TextViolation violation) implements TextCheck {}
}
