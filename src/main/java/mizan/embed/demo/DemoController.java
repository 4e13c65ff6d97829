package mizan.embed.demo;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.util.StringUtils;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;
import java.util.Locale;
import mizan.embed.ArticleReference;
import mizan.embed.Pages;
import mizan.embed.discussion.Discussion;
import mizan.embed.discussion.DiscussionLinks;
import mizan.embed.form.CommentForm;
import mizan.platform.http.url.HttpOrigin;
import mizan.platform.http.url.PublicOrigin;
import mizan.platform.i18n.MessageBundle;
import mizan.publication.PageRequest;
import mizan.publication.Publication;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** Demo article in Arabic and English, for development only. */
@Controller
@Requires(property = "mizan.demo", value = StringUtils.TRUE)
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class DemoController {

    private static final String SITE = "demo";
    private static final int THREADS = 20;

    private final Publication publication;
    private final Sites sites;
    private final Pages pages;
    private final PublicOrigin publicOrigin;

    DemoController(Publication publication, Sites sites, Pages pages, PublicOrigin publicOrigin) {
        this.publicOrigin = publicOrigin;
        this.pages = pages;
        this.publication = publication;
        this.sites = sites;
    }

    @Get("/")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> arabic(HttpRequest<?> request, @QueryValue @Nullable String comment) {
        return article(request, "/", Locale.of("ar"), comment);
    }

    @Get("/en")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> english(HttpRequest<?> request, @QueryValue @Nullable String comment) {
        return article(request, "/en", Locale.ENGLISH, comment);
    }

    private HttpResponse<?> article(HttpRequest<?> request, String path, Locale language, @Nullable String comment) {
        Site site = sites.get(SITE);
        PageRequest page = PageRequest.parse(site.name(), "demo-" + language.getLanguage(), THREADS, null, "oldest");
        ArticleReference article = ArticleReference.of(site, page.article(), origin(request, site) + path, null);
        CommentForm form = CommentForm.empty(MessageBundle.SERVICE.in(language), site, "", article, pages.offersMail());
        DiscussionLinks links = new DiscussionLinks("", site, article, page, language.getLanguage());
        Discussion discussion = Discussion.of(form, links, publication.page(page), page.order(), null);
        return pages.renderWithScript(
                "embed/demo.jte", new DemoPage(discussion, "pending".equals(comment)), form.formTargets());
    }

    // localhost and 127.0.0.1 are different origins.
    private HttpOrigin origin(HttpRequest<?> request, Site site) {
        String current = publicOrigin.of(request);
        return site.origins().stream()
                .filter(origin -> origin.value().equals(current))
                .findFirst()
                .orElseGet(() -> site.origins().getFirst());
    }
}
