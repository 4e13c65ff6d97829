package mizan.moderation.article;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Put;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import mizan.comment.article.Article;
import mizan.comment.article.ArticleComments;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.QueryErrorResponses;
import mizan.platform.http.request.StrictBodyReader;
import org.jspecify.annotations.Nullable;

/** Lists and changes articles. */
@Controller("/api/v1/moderation/articles")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class ArticleController {

    private final ModeratedArticles articles;
    private final StrictBodyReader reader;

    ArticleController(ModeratedArticles articles, StrictBodyReader reader) {
        this.articles = articles;
        this.reader = reader;
    }

    /**
     * Articles with their numbers of comments, sorted by site and key.
     *
     * @param site one site; all sites of the moderator if absent
     * @param q a part of the key or the title
     * @param limit 1 to 200
     * @param after the cursor from next of the previous page
     */
    @Get
    @Operation(operationId = "articles")
    @QueryErrorResponses
    @ApiResponse(responseCode = "200", description = "One page", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    ArticlePage page(
            @Parameter(hidden = true) Moderator moderator,
            @QueryValue @Nullable String site,
            @QueryValue @Nullable String q,
            @QueryValue(defaultValue = "50") @Schema(minimum = "1", maximum = "200") int limit,
            @QueryValue @Nullable String after) {
        ModeratedArticles.Page page = articles.page(moderator, site, q, limit, after);
        return new ArticlePage(page.articles().stream().map(ListedArticle::of).toList(), page.next());
    }

    /**
     * Opens, closes or hides the comments of an article, or corrects its address and title, also before its first comment.
     * A correction wins over what comes with comments. A field that is absent stays as it is. Requires the role ADMIN.
     *
     * @param site the name of the site
     * @param article the article's key
     */
    @Put("/{site}")
    @Operation(operationId = "changeArticle")
    @BodyErrorResponses
    @RequestBody(content = @Content(schema = @Schema(implementation = ArticleChange.class)))
    @ApiResponse(responseCode = "200", description = "The article after the change", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    ListedArticle change(
            HttpRequest<?> request,
            @Parameter(hidden = true) Moderator administrator,
            String site,
            @QueryValue @Nullable String article,
            @Body byte[] body) {
        return ListedArticle.of(articles.change(
                administrator,
                new ModeratedArticles.Key(site, article),
                reader.json(request, body, ArticleChange.class)));
    }

    /**
     * One page of articles.
     *
     * @param next the cursor of the next page; null on the last page
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ArticlePage")
    record ArticlePage(
            List<ListedArticle> articles, @Nullable String next) {}

    /**
     * An article.
     *
     * @param siteRules whether the site's rules can close it: until an ADMIN has opened or closed it
     * @param slowMode whether a client can send only one comment a minute
     * @param pending the number of pending comments
     * @param published the number of approved comments
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "Article")
    record ListedArticle(
            String site,
            String key,
            @Nullable String url,
            @Nullable String title,
            ArticleComments comments,
            boolean siteRules,
            boolean slowMode,
            long pending,
            long published) {

        static ListedArticle of(Article article) {
            return new ListedArticle(
                    article.site(),
                    article.key(),
                    article.url(),
                    article.title(),
                    article.comments(),
                    article.siteRules(),
                    article.slowMode(),
                    article.pending(),
                    article.published());
        }
    }
}
