package mizan.mail.page;

import io.micronaut.core.annotation.Introspected;
import mizan.platform.i18n.LocalizedMessages;
import org.jspecify.annotations.Nullable;

/**
 * A page with one button, or none.
 *
 * @param key the messages of the page
 * @param action the URL of the form; null for a page without a button
 */
@Introspected
public record MailPage(
        LocalizedMessages messages, String key, @Nullable String action) {

    /** A text of this page. */
    public String text(String name) {
        return messages.get(key + "." + name);
    }
}
