package mizan.console.privacy;

import mizan.comment.erasure.PublishedText;
import mizan.console.layout.Layout;

/**
 * Model of the page that asks for confirmation of an erasure.
 *
 * @param email the address as typed
 */
public record ErasurePage(Layout layout, String email, PublishedText publishedText) {

    public String text(String key) {
        return layout.text(key);
    }

    /** Does not contain the address, because it may be logged. */
    @Override
    public String toString() {
        return "ErasurePage[…]";
    }
}
