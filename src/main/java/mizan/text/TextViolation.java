package mizan.text;

/** Reasons why a text is invalid. */
public enum TextViolation {
    /** No visible characters. */
    MISSING("required"),
    /** More user-perceived characters than the rule allows. */
    TOO_LONG("too-long"),
    /** A control, a bidi control, a lone surrogate or another code point that the rule does not allow. */
    CHARACTERS("characters");

    private final String rule;

    TextViolation(String rule) {
        this.rule = rule;
    }

    /** The last part of the field error's code: {@code name.too-long}. */
    public String rule() {
        return rule;
    }
}
