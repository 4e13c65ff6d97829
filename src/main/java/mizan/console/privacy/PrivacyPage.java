package mizan.console.privacy;

import mizan.console.layout.Layout;
import org.jspecify.annotations.Nullable;

/**
 * Where a privacy officer says which comment they are asked about.
 *
 * @param comment what was typed
 * @param error what is wrong with it, or null
 */
public record PrivacyPage(
        Layout layout, String comment, @Nullable String error) {

    public String text(String key) {
        return layout.text(key);
    }
}
