package mizan.publication;

import io.micronaut.context.annotation.Context;
import io.micronaut.scheduling.annotation.Scheduled;

/**
 * Looks twice a second for articles that an ADMIN has closed, hidden or opened, so that every replica loads their pages
 * again. They change far too rarely for events.
 */
@Context
class ArticleChanges {

    private final PublicationRepository repository;
    private final ChangeCounter changes;

    ArticleChanges(PublicationRepository repository, ChangeCounter changes) {
        this.repository = repository;
        this.changes = changes;
    }

    @Scheduled(fixedDelay = "500ms")
    void poll() {
        repository.changedArticles().forEach(article -> changes.countArticle(article.site(), article.key()));
    }
}
