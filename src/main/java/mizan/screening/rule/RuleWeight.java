package mizan.screening.rule;

import java.util.OptionalInt;

/** The weight of a rule as text: on, off, or a number from 0 to 100. */
public final class RuleWeight {

    public static final int MAX = 100;

    private RuleWeight() {}

    /** Whether a text is on, off or a weight. YAML reads on and off as true and false. */
    public static boolean isValid(String text) {
        return switch (text) {
            case "on", "off", "true", "false" -> true;
            default -> text.matches("\\d{1,3}") && Integer.parseInt(text) <= MAX;
        };
    }

    /** The weight of a rule; empty if it is off. */
    public static OptionalInt parse(String text, ScreeningRule rule) {
        return switch (text) {
            case "off", "false" -> OptionalInt.empty();
            case "on", "true" -> OptionalInt.of(rule.defaultWeight());
            default -> OptionalInt.of(Integer.parseInt(text));
        };
    }
}
