package mizan.transfer.export;

import io.micronaut.core.annotation.Introspected;
import mizan.comment.article.ArticleComments;
import org.jspecify.annotations.Nullable;

/** An article with its settings. */
@Introspected
record StoredArticle(
        String key, @Nullable String url, @Nullable String title, ArticleComments comments) implements ExportedRow {}
