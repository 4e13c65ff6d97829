package mizan.console.account;

import mizan.console.layout.Layout;
import org.jspecify.annotations.Nullable;

/**
 * The page on which somebody changes their own password. None of what was typed comes back: nobody could read it.
 *
 * @param fault what is wrong, or null
 * @param isDone whether it has just been changed
 */
public record PasswordPage(Layout frame, @Nullable Fault fault, boolean isDone) {

    static final String PATH = "/console/password";

    /**
     * What is wrong.
     *
     * @param field with which field
     */
    public record Fault(String field, String message) {}

    static PasswordPage of(Layout frame, boolean isDone) {
        return new PasswordPage(frame.at(PATH), null, isDone);
    }

    PasswordPage wrong(String field, String key, Object... arguments) {
        return new PasswordPage(frame, new Fault(field, text(key, arguments)), false);
    }

    public String text(String key, Object... arguments) {
        return frame.text(key, arguments);
    }

    public boolean isWrong(String field) {
        return fault != null && fault.field().equals(field);
    }
}
