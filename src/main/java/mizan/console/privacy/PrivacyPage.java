package mizan.console.privacy;

import mizan.console.layout.Layout;
import org.jspecify.annotations.Nullable;

/**
 * Model of the page on which a privacy officer looks up an e-mail address, or a comment.
 *
 * @param email the address as typed
 * @param emailError the error message about the address, or null
 * @param comment the comment id or link as typed
 * @param commentError the error message about the comment, or null
 * @param erased the number of comments that were just erased, or null
 */
public record PrivacyPage(
        Layout layout,
        String email,
        @Nullable String emailError,
        String comment,
        @Nullable String commentError,
        @Nullable Long erased) {

    static PrivacyPage empty(Layout layout) {
        return new PrivacyPage(layout, "", null, "", null, null);
    }

    PrivacyPage withInvalidEmail(String input, String error) {
        return new PrivacyPage(layout, input, error, comment, commentError, erased);
    }

    PrivacyPage withInvalidComment(String input, String error) {
        return new PrivacyPage(layout, email, emailError, input, error, erased);
    }

    PrivacyPage withErased(long comments) {
        return new PrivacyPage(layout, email, emailError, comment, commentError, comments);
    }

    public String text(String key) {
        return layout.text(key);
    }

    /** The message after an erasure. */
    public String erasedMessage() {
        return erased == null || erased == 0
                ? layout.text("privacy.erased.none")
                : layout.messages().counted("privacy.erased", erased);
    }

    /** Does not contain the address, because it may be logged. */
    @Override
    public String toString() {
        return "PrivacyPage[…]";
    }
}
