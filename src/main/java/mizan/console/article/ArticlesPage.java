package mizan.console.article;

import io.micronaut.http.uri.UriBuilder;
import java.util.List;
import mizan.comment.CommentStatus;
import mizan.comment.article.Article;
import mizan.console.ConsolePath;
import mizan.console.layout.Layout;
import mizan.moderator.Role;
import org.jspecify.annotations.Nullable;

/**
 * Model of the list of articles.
 *
 * @param site the chosen site; empty for all
 * @param q the text to find, as typed
 * @param sites the permitted sites to choose from
 * @param problem the message about an invalid filter, or null
 * @param nextCursor the cursor of the next page; null on the last page
 */
public record ArticlesPage(
        Layout layout,
        String site,
        String q,
        List<String> sites,
        @Nullable String problem,
        List<Article> articles,
        @Nullable String nextCursor) {

    static final String PATH = "/console/articles";

    static final String ARTICLE_PATH = PATH + "/article";

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    public boolean isFiltered() {
        return !site.isEmpty() || !q.isEmpty();
    }

    /** Whether the moderator may change articles. */
    public boolean canChange() {
        return layout.moderator() != null && layout.moderator().has(Role.ADMIN);
    }

    /** The article's title, or its key if it has none. */
    public static String name(Article article) {
        String title = article.title();
        return title == null ? article.key() : title;
    }

    /** The page that changes the article. */
    public static String path(Article article) {
        return UriBuilder.of(ARTICLE_PATH)
                .queryParam("site", article.site())
                .queryParam("article", article.key())
                .toString();
    }

    /** The queue with the article's comments of one status. */
    public static String commentsPath(Article article, CommentStatus status) {
        return UriBuilder.of(ConsolePath.HOME)
                .queryParam("status", status)
                .queryParam("site", article.site())
                .queryParam("article", article.key())
                .toString();
    }

    public String nextPath() {
        return UriBuilder.of(PATH)
                .queryParam("site", site.isEmpty() ? null : site)
                .queryParam("q", q.isEmpty() ? null : q)
                .queryParam("after", nextCursor)
                .toString();
    }
}
