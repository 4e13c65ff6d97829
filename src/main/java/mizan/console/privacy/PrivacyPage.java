package mizan.console.privacy;

import mizan.console.layout.Layout;
import org.jspecify.annotations.Nullable;

/**
 * Model of the page on which a privacy officer enters a comment id or link.
 *
 * @param comment the id or link as typed
 * @param error the error message, or null
 */
public record PrivacyPage(
        Layout layout, String comment, @Nullable String error) {

    public String text(String key) {
        return layout.text(key);
    }
}
