package mizan.text;

/** How a text stood up to a rule. */
public sealed interface TextCheck {

    /** It may be kept: trimmed, in Unicode NFC, otherwise as typed. */
    record Valid(String text) implements TextCheck {}

    /** It may not be kept. */
    record Invalid(TextViolation violation) implements TextCheck {}
}
