package mizan.console.privacy;

import java.util.List;
import mizan.comment.erasure.PublishedText;
import mizan.console.layout.Layout;
import mizan.platform.i18n.LocalizedMessages;
import mizan.privacy.ExportedComment;
import mizan.privacy.PersonalDataExport.SiteStats;

/**
 * Model of the page with all data about an e-mail address.
 *
 * @param email the address as typed
 * @param size the number of all comments
 * @param comments the newest comments, newest first
 */
public record AuthorPage(Layout layout, String email, int size, List<SiteStats> stats, List<ExportedComment> comments) {

    /** Maximum number of comments on the page. The download has all. */
    static final int MAX_COMMENTS = 100;

    public static final String PATH = "/console/privacy/author";

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    public LocalizedMessages messages() {
        return layout.messages();
    }

    /** The number of comments, as text. */
    public String heading() {
        return size == 0 ? text("author.none") : messages().counted("author.comments", size);
    }

    public boolean isShortened() {
        return size > comments.size();
    }

    /** The choices for the texts of published comments; the first one is the default. */
    public PublishedText[] choices() {
        return PublishedText.values();
    }

    /** Does not contain the address, because it may be logged. */
    @Override
    public String toString() {
        return "AuthorPage[…]";
    }
}
