package mizan.platform;

import java.util.List;

/**
 * A field that breaks a rule, before it is put into words.
 *
 * @param field its name
 * @param rule what it breaks: {@code required}, {@code too-long}…
 * @param arguments what the sentence names, such as a limit
 */
public record FieldFault(String field, String rule, List<String> arguments) {

    public static FieldFault of(String field, String rule, Object... arguments) {
        return new FieldFault(
                field, rule, List.of(arguments).stream().map(Object::toString).toList());
    }

    public String pointer() {
        return "#/" + field;
    }

    /** Without the place in a list, so that programs can match it. */
    public String code() {
        return field.replaceAll("/\\d+/", ".") + "." + rule;
    }
}
