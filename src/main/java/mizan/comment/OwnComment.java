package mizan.comment;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * A comment as its author sees it with the receipt.
 *
 * @param article the key of its article
 * @param articleUrl the URL of the article; null if it is unknown
 * @param articleTitle the title of the article; null if it is unknown
 * @param name null if the author is erased
 */
@Introspected
public record OwnComment(
        String site,
        String article,
        @Nullable String articleUrl,
        @Nullable String articleTitle,
        @Nullable String name,
        String body) {}
