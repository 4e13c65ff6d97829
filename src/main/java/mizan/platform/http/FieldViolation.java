package mizan.platform.http;

import java.util.List;
import mizan.platform.i18n.LocalizedMessages;
import mizan.text.TextViolation;

/**
 * A field that violates a rule. The message for clients is created later, in their language.
 *
 * @param field the name of the field, with an index if it is in a list: {@code decisions/3/note}
 * @param rule the violated rule: {@code required}, {@code too-long}
 * @param arguments arguments of the message, such as a limit
 */
public record FieldViolation(String field, String rule, List<String> arguments) {

    public static FieldViolation of(String field, String rule, Object... arguments) {
        return new FieldViolation(
                field, rule, List.of(arguments).stream().map(Object::toString).toList());
    }

    /** The violation of a text's rule by a field. */
    public static FieldViolation of(String field, TextViolation violation) {
        return of(field, violation.rule(), violation.arguments().toArray());
    }

    /** JSON Pointer as a URI fragment (RFC 6901 §6). */
    public String pointer() {
        return "#/" + field;
    }

    /** The code that programs match, such as {@code email.invalid}. It has no list index. */
    public String code() {
        return field.replaceAll("/\\d+/", ".") + "." + rule;
    }

    /** The message for people: the one for this field and rule if the bundle has it, else the one for the rule. */
    public String detail(LocalizedMessages messages) {
        Object[] values = arguments.toArray();
        return messages.find("field." + code(), values).orElseGet(() -> messages.get("field.*." + rule, values));
    }
}
