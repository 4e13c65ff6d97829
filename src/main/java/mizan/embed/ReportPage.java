package mizan.embed;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.uri.UriBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import mizan.comment.ReportReason;
import mizan.platform.i18n.LocalizedMessages;
import mizan.publication.SingleComment;
import mizan.site.Site;

/** The page without script on which a reader reports a comment. */
@Introspected
public record ReportPage(LocalizedMessages messages, Site site, SingleComment comment, State state) {

    /** The part of the page below the comment. */
    public enum State {
        /** The form. */
        FORM,
        /** The form, which was sent without a reason. */
        NO_REASON,
        /** The thanks. */
        SENT
    }

    public String text(String key, Object... arguments) {
        return messages.get(key, arguments);
    }

    public String author() {
        return Objects.requireNonNullElseGet(comment.name(), () -> text("comments.deletedAuthor"));
    }

    public List<ReportReason> reasons() {
        return Arrays.asList(ReportReason.values());
    }

    public boolean isSent() {
        return state == State.SENT;
    }

    public boolean isWithoutReason() {
        return state == State.NO_REASON;
    }

    /** The page with the comment. */
    public String back() {
        return UriBuilder.of("/sites/" + site.name() + "/comments.html")
                .queryParam("article", comment.article())
                .queryParam("around", comment.id())
                .queryParam("lang", messages.language().toLanguageTag())
                .fragment("comment-" + comment.id())
                .toString();
    }
}
