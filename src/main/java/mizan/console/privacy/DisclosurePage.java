package mizan.console.privacy;

import mizan.console.layout.Layout;
import org.jspecify.annotations.Nullable;

/**
 * Model of the page that asks for the purpose, and then shows the e-mail address.
 *
 * @param title the message key of the title
 * @param path the path of the page
 * @param back the page to go to afterwards
 * @param purpose the purpose as typed
 * @param error the message about the purpose, or null
 * @param email the disclosed address; null while the page asks for the purpose
 */
public record DisclosurePage(
        Layout layout,
        String title,
        String path,
        String back,
        String purpose,
        @Nullable String error,
        @Nullable String email) {

    /** The page that asks for the purpose. */
    static DisclosurePage empty(Layout layout, String title, String path, String back) {
        return new DisclosurePage(layout.withPath(path), title, path, back, "", null, null);
    }

    DisclosurePage withError(String input, String message) {
        return new DisclosurePage(layout, title, path, back, input, message, null);
    }

    DisclosurePage withEmail(String recorded, String address) {
        return new DisclosurePage(layout, title, path, back, recorded, null, address);
    }

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    @Override
    public String toString() {
        return "DisclosurePage[" + path + "]";
    }
}
