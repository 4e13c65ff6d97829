package mizan.console.privacy;

import java.util.UUID;
import mizan.console.layout.Layout;
import org.jspecify.annotations.Nullable;

/**
 * Model of the page that asks for the purpose, and then shows the e-mail address.
 *
 * @param purpose the purpose as typed
 * @param error the message about the purpose, or null
 * @param email the disclosed address; null while the page asks for the purpose
 * @param canModerate whether the account may open the comment's page
 */
public record DisclosurePage(
        Layout layout,
        UUID comment,
        String purpose,
        @Nullable String error,
        @Nullable String email,
        boolean canModerate) {

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    @Override
    public String toString() {
        return "DisclosurePage[" + comment + "]";
    }
}
