package mizan.console.queue;

import jakarta.inject.Singleton;
import java.util.List;
import mizan.comment.article.Article;
import mizan.moderation.article.ModeratedArticles;
import mizan.moderator.Moderator;

/** Finds articles by their titles, for the filter of the queue page. */
@Singleton
class ArticleTitles {

    private static final int MAX_FOUND = 50;

    private final ModeratedArticles articles;

    ArticleTitles(ModeratedArticles articles) {
        this.articles = articles;
    }

    /**
     * The query with an article's key in place of its title, or of the part of a title that only one article has. A key
     * stays as it is.
     */
    QueueQuery resolve(Moderator moderator, QueueQuery query) {
        String wanted = query.get("article");
        if (wanted.isEmpty()) {
            return query;
        }
        List<Article> found = articles.page(moderator, query.filters().get("site"), wanted, MAX_FOUND, null)
                .articles();
        if (found.stream().anyMatch(article -> article.key().equals(wanted))) {
            return query;
        }
        List<Article> titled =
                found.stream().filter(article -> wanted.equals(article.title())).toList();
        List<Article> matching = titled.isEmpty() ? found : titled;
        return matching.size() == 1 ? query.withArticle(matching.getFirst().key()) : query;
    }
}
