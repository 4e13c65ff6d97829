package mizan.platform.http;

import java.util.List;
import mizan.platform.i18n.LocalizedMessages;

/**
 * A field that breaks a rule, before it is put into words.
 *
 * @param field its name
 * @param rule what it breaks: {@code required}, {@code too-long}…
 * @param arguments what the sentence names, such as a limit
 */
public record FieldViolation(String field, String rule, List<String> arguments) {

    public static FieldViolation of(String field, String rule, Object... arguments) {
        return new FieldViolation(
                field, rule, List.of(arguments).stream().map(Object::toString).toList());
    }

    public String pointer() {
        return "#/" + field;
    }

    /** Without the place in a list, so that programs can match it. */
    public String code() {
        return field.replaceAll("/\\d+/", ".") + "." + rule;
    }

    /** The sentence for people: the field's own if the bundle has one, else the rule's. */
    public String detail(LocalizedMessages messages) {
        Object[] values = arguments.toArray();
        return messages.find("field." + code(), values).orElseGet(() -> messages.get("field.*." + rule, values));
    }
}
