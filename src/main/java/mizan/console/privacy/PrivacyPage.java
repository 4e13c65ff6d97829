package mizan.console.privacy;

import mizan.console.layout.Layout;
import org.jspecify.annotations.Nullable;

/**
 * Where a privacy officer says which comment they are asked about.
 *
 * @param comment what was typed
 * @param fault what is wrong with it, or null
 */
public record PrivacyPage(
        Layout frame, String comment, @Nullable String fault) {

    public String text(String key) {
        return frame.text(key);
    }
}
