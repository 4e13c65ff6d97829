package mizan.transfer.source;

import org.jspecify.annotations.Nullable;

/**
 * The article of an imported comment. Nothing is validated yet.
 *
 * @param key the article's key; null for that of its URL, as the widget computes it
 * @param url the URL in the old system; null if it is unknown
 * @param title plain text
 */
public record ImportedArticle(
        @Nullable String key,
        @Nullable String url,
        @Nullable String title) {}
