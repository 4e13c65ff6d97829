package mizan.transfer.export;

import static java.util.stream.Collectors.groupingBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import mizan.comment.article.ArticleComments;
import mizan.email.EmailVault;
import mizan.transfer.export.ExportRepository.CommentRow;
import mizan.transfer.export.ExportRepository.DecisionRow;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a site: each article, followed by its comments. They are read page by page, so a comment that is submitted
 * meanwhile may be missing. No page holds a connection when it has been read.
 */
final class SiteRows {

    private static final int ARTICLES = 500;

    /** A comment has up to 160,000 bytes. */
    private static final int COMMENTS = 200;

    private static final UUID FIRST = new UUID(0, 0);

    private final ExportRepository repository;
    private final EmailVault vault;
    private final ExportRequest request;
    private final String site;

    private final Deque<StoredArticle> articles = new ArrayDeque<>();
    private final Deque<StoredComment> comments = new ArrayDeque<>();
    private String lastArticle = "";
    private String lastCommentArticle = "";
    private UUID lastComment = FIRST;
    private boolean hasMoreArticles = true;
    private boolean hasMoreComments = true;
    private @Nullable String current;

    SiteRows(ExportRepository repository, EmailVault vault, ExportRequest request) {
        this.repository = repository;
        this.vault = vault;
        this.request = request;
        this.site = request.site().name();
    }

    /** The next row; empty at the end. */
    Optional<ExportedRow> next() {
        readArticles();
        readComments();
        @Nullable StoredComment comment = comments.peek();
        if (comment != null && comment.row().article().equals(current)) {
            return Optional.of(comments.remove());
        }
        @Nullable StoredArticle article = articles.peek();
        if (comment != null && (article == null || isBefore(comment.row().article(), article.key()))) {
            // Its article has no row of its own.
            return Optional.of(enter(new StoredArticle(comment.row().article(), null, null, ArticleComments.OPEN)));
        }
        return article == null ? Optional.empty() : Optional.of(enter(articles.remove()));
    }

    private StoredArticle enter(StoredArticle article) {
        current = article.key();
        return article;
    }

    // In the order of the collation C.
    private static boolean isBefore(String key, String other) {
        return Arrays.compareUnsigned(key.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8)) < 0;
    }

    private void readArticles() {
        if (articles.isEmpty() && hasMoreArticles) {
            articles.addAll(repository.articles(site, lastArticle, ARTICLES));
            hasMoreArticles = articles.size() == ARTICLES;
            lastArticle = articles.isEmpty() ? lastArticle : articles.getLast().key();
        }
    }

    private void readComments() {
        if (comments.isEmpty() && hasMoreComments) {
            List<UUID> ids = repository.ids(site, lastCommentArticle, lastComment, COMMENTS);
            comments.addAll(read(ids.stream().map(UUID::toString).toArray(String[]::new)));
            hasMoreComments = ids.size() == COMMENTS;
            if (!comments.isEmpty()) {
                CommentRow last = comments.getLast().row();
                lastCommentArticle = last.article();
                lastComment = last.id();
            }
        }
    }

    private List<StoredComment> read(String[] ids) {
        List<CommentRow> rows = repository.comments(ids);
        Map<UUID, List<DecisionRow>> decisions =
                repository.decisions(ids).stream().collect(groupingBy(DecisionRow::commentId));
        return rows.stream()
                .map(row -> new StoredComment(
                        row,
                        email(row),
                        // Those that have been made since the comment was read are left out.
                        decisions.getOrDefault(row.id(), List.of()).stream()
                                .filter(decision -> decision.version() <= row.version())
                                .toList()))
                .toList();
    }

    private @Nullable String email(CommentRow row) {
        byte @Nullable [] sealed = row.emailSealed();
        return sealed == null || request.addresses() == ExportedAddresses.SEALED
                ? null
                : vault.unseal(sealed, row.id()).orElse(null);
    }
}
