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
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.comment.Article;
import mizan.comment.ArticleComments;
import mizan.comment.Articles;
import mizan.moderation.SiteAccess;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.moderator.Role;
import mizan.platform.http.BodyErrorResponses;
import mizan.platform.http.CursorScope;
import mizan.platform.http.Cursors;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.PageLimit;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.QueryErrorResponses;
import mizan.platform.http.StrictBodyReader;
import mizan.site.Site;
import mizan.site.Sites;
import mizan.text.PlainText;
import mizan.text.TextValidation;
import mizan.text.TextViolation;
import org.jspecify.annotations.Nullable;

/** Lists and changes articles. */
@Controller("/api/v1/moderation/articles")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class ArticleController {

    private final Articles articles;
    private final SiteAccess access;
    private final Sites sites;
    private final Cursors cursors;
    private final AuditTrail auditTrail;
    private final StrictBodyReader reader;
    private final Clock clock;

    ArticleController(
            Articles articles,
            SiteAccess access,
            Sites sites,
            Cursors cursors,
            AuditTrail auditTrail,
            StrictBodyReader reader,
            Clock clock) {
        this.articles = articles;
        this.access = access;
        this.sites = sites;
        this.cursors = cursors;
        this.auditTrail = auditTrail;
        this.reader = reader;
        this.clock = clock;
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
        var permitted = access.permittedSites(moderator, site);
        List<FieldViolation> violations = new ArrayList<>();
        @Nullable String text = checked("q", q, PlainText.TITLE, violations);
        int checkedLimit = PageLimit.check(limit, violations);
        if (!violations.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, violations);
        }
        CursorScope scope = CursorScope.of("articles", new TreeSet<>(permitted), text);
        List<Article> found = articles.page(permitted, text, position(cursors.decode(scope, after)), checkedLimit + 1);
        List<Article> page = found.stream().limit(checkedLimit).toList();
        return new ArticlePage(
                page.stream().map(ListedArticle::of).toList(),
                found.size() > page.size()
                        ? cursors.encode(
                                scope, page.getLast().site(), page.getLast().key())
                        : null);
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
        administrator.require(Role.ADMIN);
        Site found = sites.get(site);
        Articles.Change change = parse(found, article, reader.json(request, body, ArticleChange.class));
        AuditEntry entry = new AuditEntry(
                clock.instant(), administrator.name(), AuditAction.ARTICLE_CHANGED, null, detail(change));
        return ListedArticle.of(articles.change(change, () -> auditTrail.record(entry)));
    }

    private static Articles.Change parse(Site site, @Nullable String article, ArticleChange request) {
        List<FieldViolation> violations = new ArrayList<>();
        @Nullable String key = checked("article", article == null ? "" : article, PlainText.ARTICLE_KEY, violations);
        @Nullable String url =
                request.url() == null ? null : site.articleUrl(request.url()).orElse(null);
        if (request.url() != null && url == null) {
            violations.add(FieldViolation.of("url", "invalid"));
        }
        @Nullable String title = checked("title", request.title(), PlainText.TITLE, violations);
        @Nullable ArticleComments comments = Arrays.stream(ArticleComments.values())
                .filter(value -> value.name().equals(request.comments()))
                .findFirst()
                .orElse(null);
        if (request.comments() != null && comments == null) {
            violations.add(FieldViolation.of("comments", "unknown"));
        }
        if (!violations.isEmpty()) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, violations);
        }
        return new Articles.Change(site.name(), Objects.requireNonNull(key), url, title, comments);
    }

    private static @Nullable String checked(
            String field, @Nullable String value, PlainText rule, List<FieldViolation> violations) {
        if (value == null) {
            return null;
        }
        return switch (rule.check(value)) {
            case TextValidation.Valid(String text) -> text;
            case TextValidation.Invalid(TextViolation violation) -> {
                violations.add(FieldViolation.of(
                        field, violation.rule(), violation.arguments().toArray()));
                yield null;
            }
        };
    }

    // A key may contain the separator of cursors.
    private static Articles.Position position(List<String> cursor) {
        return cursor.isEmpty()
                ? Articles.Position.START
                : new Articles.Position(cursor.getFirst(), String.join("|", cursor.subList(1, cursor.size())));
    }

    private static String detail(Articles.Change change) {
        return Stream.of(change.site(), change.key(), change.comments(), change.url(), change.title())
                .filter(Objects::nonNull)
                .map(Object::toString)
                .collect(Collectors.joining(" "));
    }

    /**
     * The body of a change.
     *
     * @param url under one of the site's origins
     * @param title 1 to 300 characters
     */
    @Introspected
    @Schema(name = "ArticleChange")
    record ArticleChange(
            @Schema(implementation = ArticleComments.class) @Nullable String comments,

            @Nullable String url,
            @Nullable String title) {}

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
            long pending,
            long published) {

        static ListedArticle of(Article article) {
            return new ListedArticle(
                    article.site(),
                    article.key(),
                    article.url(),
                    article.title(),
                    article.comments(),
                    article.pending(),
                    article.published());
        }
    }
}
