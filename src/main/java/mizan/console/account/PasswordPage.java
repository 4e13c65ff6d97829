package mizan.console.account;

import mizan.console.layout.Layout;
import org.jspecify.annotations.Nullable;

/**
 * The page on which somebody changes their own password. None of what was typed comes back: nobody could read it.
 *
 * @param violation what is wrong, or null
 * @param isChanged whether it has just been changed
 */
public record PasswordPage(Layout layout, @Nullable Violation violation, boolean isChanged) {

    static final String PATH = "/console/password";

    /**
     * What is wrong.
     *
     * @param field with which field
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
