package mizan.moderation.article;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import mizan.comment.ArticleComments;
import org.jspecify.annotations.Nullable;

/**
 * The body of a change of an article. A field that is absent stays as it is.
 *
 * @param url under one of the site's origins
 * @param title 1 to 300 characters
 */
@Introspected
@Schema(name = "ArticleChange")
public record ArticleChange(
        @Schema(implementation = ArticleComments.class) @Nullable String comments,

        @Nullable String url,
        @Nullable String title) {}
