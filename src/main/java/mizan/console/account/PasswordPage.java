package mizan.console.account;

import mizan.console.layout.Layout;
import org.jspecify.annotations.Nullable;

/**
 * Model of the page on which moderators change their own password. It never contains a typed password.
 *
 * @param violation the invalid field, or null
 * @param isChanged whether the password was just changed
 */
public record PasswordPage(Layout layout, @Nullable Violation violation, boolean isChanged) {

    static final String PATH = "/console/password";

    /**
     * The message about an invalid field.
     *
     * @param field the name of the field
     */
    public record Violation(String field, String message) {}

    static PasswordPage of(Layout layout, boolean isChanged) {
        return new PasswordPage(layout.withPath(PATH), null, isChanged);
    }

    PasswordPage withViolation(String field, String key, Object... arguments) {
        return new PasswordPage(layout, new Violation(field, text(key, arguments)), false);
    }

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    public boolean isInvalid(String field) {
        return violation != null && violation.field().equals(field);
    }
}
