package mizan.console.article;

import java.util.Map;
import java.util.Objects;
import mizan.comment.Article;
import mizan.moderation.article.ArticleChange;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the form that changes an article. A field that differs from what the page showed is changed. Others stay as
 * they are, also if another administrator has changed them since.
 */
public record ArticleForm(String url, String title, String comments, Seen seen) {

    /** The values that the page showed. */
    public record Seen(String url, String title, String comments) {}

    static ArticleForm of(Article article) {
        String url = Objects.requireNonNullElse(article.url(), "");
        String title = Objects.requireNonNullElse(article.title(), "");
        String comments = article.comments().name();
        return new ArticleForm(url, title, comments, new Seen(url, title, comments));
    }

    static ArticleForm of(Map<String, String> fields) {
        return new ArticleForm(
                fields.getOrDefault("url", "").strip(),
                fields.getOrDefault("title", "").strip(),
                fields.getOrDefault("comments", ""),
                new Seen(
                        fields.getOrDefault("seenUrl", ""),
                        fields.getOrDefault("seenTitle", ""),
                        fields.getOrDefault("seenComments", "")));
    }

    ArticleChange change() {
        return new ArticleChange(
                changed(comments, seen.comments()), changed(url, seen.url()), changed(title, seen.title()));
    }

    boolean isUnchanged() {
        return change().equals(new ArticleChange(null, null, null));
    }

    private static @Nullable String changed(String value, String seen) {
        return value.equals(seen) ? null : value;
    }
}
