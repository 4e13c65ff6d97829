package mizan.console.article;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.uri.UriBuilder;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mizan.comment.article.Article;
import mizan.console.ConsolePath;
import mizan.console.layout.ConsoleRenderer;
import mizan.console.layout.Layout;
import mizan.moderation.article.ArticleChange;
import mizan.moderation.article.ModeratedArticles;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.StrictBodyReader;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** Shows the articles, and changes one of them. */
@Controller(ArticlesPage.PATH)
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.TEXT_HTML)
@Hidden
class ArticlesPageController {

    private static final int PAGE_SIZE = 50;

    private final ModeratedArticles articles;
    private final Sites sites;
    private final StrictBodyReader reader;
    private final ConsoleRenderer renderer;

    ArticlesPageController(ModeratedArticles articles, Sites sites, StrictBodyReader reader, ConsoleRenderer renderer) {
        this.articles = articles;
        this.sites = sites;
        this.reader = reader;
        this.renderer = renderer;
    }

    @Get
    HttpResponse<?> list(
            HttpRequest<?> request,
            Moderator moderator,
            @QueryValue(defaultValue = "") String site,
            @QueryValue(defaultValue = "") String q,
            @QueryValue @Nullable String after) {
        Layout layout = renderer.layout(request);
        List<String> permittedSites = sites.all().stream()
                .map(Site::name)
                .filter(moderator::canModerate)
                .sorted()
                .toList();
        try {
            ModeratedArticles.Page page =
                    articles.page(moderator, site.isEmpty() ? null : site, q.isBlank() ? null : q, PAGE_SIZE, after);
            return renderer.render(
                    "console/articles.jte",
                    new ArticlesPage(layout, site, q, permittedSites, null, page.articles(), page.next()));
        } catch (ProblemException e) {
            if (!e.type().equals(ProblemType.INVALID_REQUEST)) {
                throw e;
            }
            return renderer.render(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "console/articles.jte",
                    new ArticlesPage(
                            layout, site, q, permittedSites, layout.text("queue.invalidFilter"), List.of(), null));
        }
    }

    @Get("/article")
    HttpResponse<?> article(
            HttpRequest<?> request,
            Moderator admin,
            @QueryValue String site,
            @QueryValue String article,
            @QueryValue @Nullable String done) {
        ArticlePage page =
                ArticlePage.of(renderer.layout(request), find(admin, new ModeratedArticles.Key(site, article)));
        return renderer.render(
                "console/article.jte",
                new ArticlePage(page.layout(), page.article(), page.form(), Set.of(), done != null));
    }

    @Post("/article")
    @BodyErrorResponses
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> change(HttpRequest<?> request, Moderator admin, @Body byte[] body) {
        Map<String, String> fields = reader.form(body);
        ArticleForm form = ArticleForm.of(fields);
        Article article = find(
                admin, new ModeratedArticles.Key(fields.getOrDefault("site", ""), fields.getOrDefault("article", "")));
        try {
            if (!form.isUnchanged()) {
                articles.change(admin, new ModeratedArticles.Key(article.site(), article.key()), form.change());
            }
            return ConsoleRenderer.redirect(UriBuilder.of(ArticlesPage.path(article))
                    .queryParam("done", "changed")
                    .build());
        } catch (ProblemException e) {
            if (!e.type().equals(ProblemType.INVALID_REQUEST)) {
                throw e;
            }
            Set<String> invalid =
                    e.violations().stream().map(FieldViolation::field).collect(Collectors.toSet());
            return renderer.render(
                    HttpStatus.UNPROCESSABLE_ENTITY,
                    "console/article.jte",
                    new ArticlePage(
                            renderer.layout(request).withPath(ArticlesPage.path(article)),
                            article,
                            form,
                            invalid,
                            false));
        }
    }

    /** Opens or closes the comments of an article, from the card of a comment. */
    @Post("/comments")
    @BodyErrorResponses
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    HttpResponse<?> close(Moderator admin, @Body byte[] body) {
        Map<String, String> fields = reader.form(body);
        articles.change(
                admin,
                new ModeratedArticles.Key(fields.getOrDefault("site", ""), fields.getOrDefault("article", "")),
                new ArticleChange(fields.getOrDefault("comments", ""), null, null, null, null));
        return ConsoleRenderer.redirect(ConsolePath.orHome(fields.get("next")));
    }

    private Article find(Moderator admin, ModeratedArticles.Key key) {
        return articles.find(admin, key).orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
    }
}
