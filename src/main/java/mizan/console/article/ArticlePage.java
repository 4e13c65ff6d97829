package mizan.console.article;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import mizan.comment.article.Article;
import mizan.comment.article.ArticleComments;
import mizan.console.layout.Layout;

/**
 * Model of the page that changes an article.
 *
 * @param article as stored
 * @param form as typed
 * @param invalidFields the names of the fields that were refused
 * @param isChanged whether a change has just been stored
 */
public record ArticlePage(
        Layout layout, Article article, ArticleForm form, Set<String> invalidFields, boolean isChanged) {

    static ArticlePage of(Layout layout, Article article) {
        return new ArticlePage(layout, article, ArticleForm.of(article), Set.of(), false);
    }

    public String text(String key, Object... arguments) {
        return layout.text(key, arguments);
    }

    /** The states to choose from. */
    public List<String> states() {
        return Stream.concat(
                        Stream.of(ArticleForm.SITE_RULES),
                        Stream.of(ArticleComments.values()).map(ArticleComments::name))
                .toList();
    }

    public boolean isInvalid(String field) {
        return invalidFields.contains(field);
    }
}
