package mizan.console.privacy;

import java.util.UUID;
import mizan.console.layout.Layout;
import org.jspecify.annotations.Nullable;

/**
 * An address, or what has to be said to see it.
 *
 * @param purpose what was typed
 * @param error what is wrong with it, or null
 * @param email the address, to be shown until the page is left; null while it is not
 * @param isDecider whether there is a page of the comment to go back to
 */
public record DisclosurePage(
        Layout layout,
        UUID comment,
        String purpose,
        @Nullable String error,
        @Nullable String email,
        boolean isDecider) {

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    @Override
    public String toString() {
        return "DisclosurePage[" + comment + "]";
    }
}
