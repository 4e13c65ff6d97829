package mizan.comment.article;

import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * An article with its numbers of comments.
 *
 * @param url corrected by an administrator, or from the first approved comment that has one; null if there is none yet
 * @param title like the URL
 * @param comments whether it takes comments, and shows them
 * @param siteRules whether the site's rules can close it: until an ADMIN has opened or closed it
 * @param slowMode whether a client can send only one comment a minute
 * @param pending the number of pending comments
 * @param published the number of approved comments
 */
@Introspected
public record Article(
        String site,
        String key,
        @Nullable String url,
        @Nullable String title,
        ArticleComments comments,
        boolean siteRules,
        boolean slowMode,
        long pending,
        long published) {}
