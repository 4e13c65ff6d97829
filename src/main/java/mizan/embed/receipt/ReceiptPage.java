package mizan.embed.receipt;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.uri.UriBuilder;
import java.net.URI;
import java.time.Instant;
import java.util.Objects;
import mizan.comment.CommentState;
import mizan.comment.CommentStatus;
import mizan.comment.OwnComment;
import mizan.comment.Receipt;
import mizan.platform.http.url.HttpUrl;
import mizan.platform.i18n.LocalizedMessages;
import mizan.privacy.statement.StatementOfReasons;
import mizan.site.Site;
import org.jspecify.annotations.Nullable;

/**
 * The page that shows an author the state of a comment.
 *
 * @param statement the statement of reasons; null unless a moderator has rejected the comment
 * @param site the site of the comment
 * @param own the comment itself
 * @param thanksFor the URL of the article, for a reader who has just sent the comment there; else null
 */
@Introspected
public record ReceiptPage(
        LocalizedMessages messages,
        String receipt,
        CommentState comment,
        Site site,
        OwnComment own,
        @Nullable StatementOfReasons statement,
        @Nullable String thanksFor) {

    public String text(String key, Object... arguments) {
        return messages.get(key, arguments);
    }

    /** Day and time in the time zone of the site. */
    public String moment(Instant instant) {
        return messages.moment(instant, site.timeZone());
    }

    /** Title of the article; its key if the title is unknown. */
    public String articleTitle() {
        return Objects.requireNonNullElse(own.articleTitle(), own.article());
    }

    /** The page with the comments: the article if its URL is known, else the comments page. A published comment is shown there. */
    public String articleUrl() {
        String fragment = comment.status() == CommentStatus.APPROVED ? "comment-" + comment.id() : "";
        return site.url(thanksFor)
                .map(HttpUrl::toAscii)
                .or(() -> site.url(own.articleUrl())
                        .or(() -> site.url(own.article()))
                        .map(url -> url.withFragment(fragment).toAscii()))
                .orElseGet(() -> UriBuilder.of("/sites/" + site.name() + "/comments.html")
                        .queryParam("article", own.article())
                        .queryParam("articleTitle", own.articleTitle())
                        .queryParam("lang", messages.language().toLanguageTag())
                        .queryParam("around", fragment.isEmpty() ? null : comment.id())
                        .fragment(fragment)
                        .toString());
    }

    /** Short name of the state. */
    public String state() {
        return text(key());
    }

    public String explanation() {
        return switch (comment.status()) {
            case REJECTED -> text(key() + ".detail", text("comments.reason." + comment.reason()));
            case PENDING, APPROVED, WITHDRAWN -> text(key() + ".detail");
        };
    }

    public String url() {
        return withLanguage("/receipts/" + receipt, messages).toString();
    }

    public String withdrawalUrl() {
        return withLanguage("/receipts/" + receipt + "/withdrawal", messages).toString();
    }

    /** Adds the language, so that the next page is in the same one. */
    static URI withLanguage(String path, LocalizedMessages messages) {
        return UriBuilder.of(path)
                .queryParam("lang", messages.language().toLanguageTag())
                .build();
    }

    /** The address of the page after a submission. It thanks the reader, and leads to the article. */
    public static String url(Receipt receipt, Site site, HttpUrl article) {
        return UriBuilder.of("/receipts/" + receipt.value())
                .queryParam("lang", site.language().toLanguageTag())
                .queryParam("article", article)
                .toString();
    }

    private String key() {
        return switch (comment.status()) {
            case PENDING -> comment.wasPublished() ? "receipt.review" : "receipt.pending";
            case APPROVED -> "receipt.approved";
            case REJECTED -> "receipt.rejected";
            case WITHDRAWN -> "receipt.withdrawn";
        };
    }
}
