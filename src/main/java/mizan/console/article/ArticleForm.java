package mizan.console.article;

import java.util.Map;
import java.util.Objects;
import mizan.comment.article.Article;
import mizan.moderation.article.ArticleChange;
import org.jspecify.annotations.Nullable;

/**
 * The fields of the form that changes an article. A field that differs from what the page showed is changed. Others stay as
 * they are, also if another administrator has changed them since.
 */
public record ArticleForm(String url, String title, String comments, String slowMode, Seen seen) {

    /** In place of a state: the rules of the site decide. */
    static final String SITE_RULES = "SITE_RULES";

    /** The values that the page showed. */
    public record Seen(String url, String title, String comments, String slowMode) {}

    static ArticleForm of(Article article) {
        String url = Objects.requireNonNullElse(article.url(), "");
        String title = Objects.requireNonNullElse(article.title(), "");
        String comments = article.siteRules() ? SITE_RULES : article.comments().name();
        String slowMode = Boolean.toString(article.slowMode());
        return new ArticleForm(url, title, comments, slowMode, new Seen(url, title, comments, slowMode));
    }

    static ArticleForm of(Map<String, String> fields) {
        return new ArticleForm(
                fields.getOrDefault("url", "").strip(),
                fields.getOrDefault("title", "").strip(),
                fields.getOrDefault("comments", ""),
                // A box that is not checked is not sent.
                fields.getOrDefault("slowMode", "false"),
                new Seen(
                        fields.getOrDefault("seenUrl", ""),
                        fields.getOrDefault("seenTitle", ""),
                        fields.getOrDefault("seenComments", ""),
                        fields.getOrDefault("seenSlowMode", "false")));
    }

    ArticleChange change() {
        String state = changed(comments, seen.comments());
        boolean isByRules = SITE_RULES.equals(state);
        String slow = changed(slowMode, seen.slowMode());
        return new ArticleChange(
                isByRules ? null : state,
                isByRules ? Boolean.TRUE : null,
                slow == null ? null : Boolean.valueOf(slow),
                changed(url, seen.url()),
                changed(title, seen.title()));
    }

    boolean isUnchanged() {
        return change().equals(new ArticleChange(null, null, null, null, null));
    }

    private static @Nullable String changed(String value, String seen) {
        return value.equals(seen) ? null : value;
    }
}
