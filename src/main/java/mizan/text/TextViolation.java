package mizan.text;

import java.util.List;

/**
 * Reason why a text is invalid.
 *
 * @param rule the last part of the field error's code: {@code name.too-long}
 * @param arguments the arguments of the message
 */
public record TextViolation(String rule, List<Object> arguments) {

    /** No visible characters. */
    public static final TextViolation MISSING = new TextViolation("required", List.of());

    /** Few characters of very many bytes. */
    public static final TextViolation TOO_LARGE = new TextViolation("too-large", List.of());

    /** More characters than the limit. */
    static TextViolation tooLong(int limit) {
        return new TextViolation("too-long", List.of(limit));
    }

    /**
     * A control, a bidi control, a lone surrogate or another code point that the rule does not allow.
     *
     * @param position the user-perceived character that it is in, from 1
     */
    static TextViolation character(int codePoint, int position) {
        return new TextViolation("characters", List.of("U+%04X".formatted(codePoint), position));
    }

    /** More combining marks on one character than the limit. */
    static TextViolation tooManyMarks(int limit, int position) {
        return new TextViolation("too-many-marks", List.of(limit, position));
    }
}
