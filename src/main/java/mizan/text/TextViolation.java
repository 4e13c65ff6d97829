package mizan.text;

/** What can be wrong with a text. */
public enum TextViolation {
    /** Nothing that a reader could see. */
    MISSING("required"),
    /** More user-perceived characters than the rule allows. */
    TOO_LONG("too-long"),
    /** A control, a bidi control, half a surrogate pair or another code point that the rule refuses. */
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
