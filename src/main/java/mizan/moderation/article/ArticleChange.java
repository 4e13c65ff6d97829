package mizan.moderation.article;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import mizan.comment.article.ArticleComments;
import org.jspecify.annotations.Nullable;

/**
 * The body of a change of an article. A field that is absent stays as it is.
 *
 * @param comments OPEN and CLOSED win over the site's rules
 * @param siteRules true: the site's rules decide again, in place of {@code comments}
 * @param slowMode whether a client can send only one comment a minute
 * @param url under one of the site's origins
 * @param title 1 to 300 characters
 */
@Introspected
@Schema(name = "ArticleChange")
public record ArticleChange(
        @Schema(implementation = ArticleComments.class) @Nullable String comments,

        @Nullable Boolean siteRules,
        @Nullable Boolean slowMode,

        @Nullable String url,
        @Nullable String title) {}
