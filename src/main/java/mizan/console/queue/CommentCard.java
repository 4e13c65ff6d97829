package mizan.console.queue;

import io.micronaut.http.uri.UriBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Objects;
import mizan.comment.CommentStatus;
import mizan.console.CommentLinks;
import mizan.console.ConsolePath;
import mizan.moderation.queue.EmailState;
import mizan.moderation.queue.QueuedComment;
import mizan.moderator.Moderator;
import mizan.moderator.Role;
import mizan.platform.Sha256;
import mizan.platform.i18n.LocalizedMessages;
import org.jspecify.annotations.Nullable;

/**
 * Model of a comment card in the queue.
 *
 * @param viewer the signed-in moderator
 */
public record CommentCard(
        LocalizedMessages messages, QueuedComment comment, Moderator viewer, Instant now, CardContext context) {

    private static final int LONG_TEXT = 500;
    private static final int LONG_LINES = 10;

    public HighlightedText highlightedText() {
        return HighlightedText.of(messages, comment).withHits(context.search());
    }

    /** The page to show after a form was submitted without script. */
    public String returnPath() {
        return context.returnPath();
    }

    /** Whether screening has found similar comments, so that one decision can be made for all. */
    public boolean hasSimilar() {
        return isPending() && CardGroups.isSimilarToOthers(comment);
    }

    /** Whether the viewer may close the comments of the article. */
    public boolean canCloseArticle() {
        return viewer.has(Role.ADMIN);
    }

    /** Equal for comments that share a card: with the same text under the same article and parent, or nearly the same text. */
    public String textDigest() {
        QueuedComment first = context.group() == null ? comment : context.group();
        return textDigest(first);
    }

    private static String textDigest(QueuedComment comment) {
        String parent = comment.parent() == null ? "" : comment.parent().id().toString();
        String text = String.join("\0", comment.site(), comment.article().key(), parent, comment.body());
        return HexFormat.of().formatHex(Sha256.of(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Whether the text is so long that small screens show only its beginning at first. */
    public boolean isLong() {
        return comment.body().length() > LONG_TEXT || comment.body().lines().count() > LONG_LINES;
    }

    public boolean isEmailReadable() {
        return comment.emailState() == EmailState.READABLE;
    }

    /** The author's name, or the text in its place if the author is erased. */
    public String author() {
        return Objects.requireNonNullElseGet(comment.name(), () -> messages.get("author.deleted"));
    }

    /** The author of the parent, or the text in its place. */
    public String parentAuthor(QueuedComment.Parent parent) {
        return Objects.requireNonNullElseGet(
                parent.name(), () -> messages.get(parent.excerpt() == null ? "card.withdrawn" : "author.deleted"));
    }

    public boolean isPending() {
        return comment.status() == CommentStatus.PENDING;
    }

    /** Whether the comment is published, and readers have reported it since the last decision. */
    public boolean isReported() {
        return comment.status() == CommentStatus.APPROVED && comment.hasReports();
    }

    /** The live claim of another moderator, or null. */
    public QueuedComment.@Nullable Claim otherClaim() {
        return isClaimedByViewer() ? null : comment.claim();
    }

    /** The viewer's own live claim, or null. */
    public QueuedComment.@Nullable Claim ownClaim() {
        return isClaimedByViewer() ? comment.claim() : null;
    }

    private boolean isClaimedByViewer() {
        return comment.claim() != null && comment.claim().moderator().equals(viewer.name());
    }

    /** Whether the viewer may take over the claim of another moderator. */
    public boolean canTakeOver() {
        return viewer.has(Role.ADMIN);
    }

    public String path() {
        return CommentLinks.path(comment.id());
    }

    /** The page that asks for the rejection reason without script. */
    public String rejectPath() {
        return UriBuilder.of(path() + "/reject")
                .queryParam("next", returnPath())
                .toString();
    }

    /** The queue of this article. */
    public String articlePath() {
        return UriBuilder.of(ConsolePath.HOME)
                .queryParam("site", comment.site())
                .queryParam("article", comment.article().key())
                .toString();
    }

    /** The comments of this author with a status. */
    public String authorPath(CommentStatus status) {
        return UriBuilder.of(ConsolePath.HOME)
                .queryParam("author", comment.id())
                .queryParam("status", status.name())
                .toString();
    }

    /** The article's title, or its key if it has none. */
    public String articleName() {
        String title = comment.article().title();
        return title == null ? comment.article().key() : title;
    }

    /** The article's URL if it is http or https, else null. */
    public @Nullable String articleUrl() {
        String url = comment.article().url();
        return url != null && (url.startsWith("https://") || url.startsWith("http://")) ? url : null;
    }
}
