package mizan.page;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
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
import mizan.platform.Messages;
import mizan.publication.Publication;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** An article to try the service with, in Arabic and in English; on a laptop only. */
@Controller
@Requires(env = "development")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class DemoController {

    private static final String SITE = "demo";

    private final Publication publication;
    private final Sites sites;
    private final Messages messages;
    private final Pages pages;

    DemoController(Publication publication, Sites sites, Messages messages, Pages pages) {
        this.pages = pages;
        this.publication = publication;
        this.sites = sites;
        this.messages = messages;
    }

    @Get("/")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> arabic(@QueryValue @Nullable String comment) {
        return article("/", Locale.of("ar"), comment);
    }

    @Get("/en")
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> english(@QueryValue @Nullable String comment) {
        return article("/en", Locale.ENGLISH, comment);
    }

    private HttpResponse<?> article(String path, Locale language, @Nullable String comment) {
        Site site = sites.get(SITE);
        String key = "demo-" + language.getLanguage();
        String url = site.origins().getFirst() + path;
        CommentForm form = CommentForm.fresh(language, site, key, url, messages);
        DemoPage page = new DemoPage(form, publication.first(site.name(), key), "pending".equals(comment));
        return pages.page(HttpStatus.OK, "page/demo.jte", page, form.targets());
    }
}
