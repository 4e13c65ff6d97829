package mizan.console.dashboard;

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
import java.util.TreeSet;
import mizan.console.layout.ConsoleRenderer;
import mizan.moderation.statistics.Trends;
import mizan.moderator.Moderator;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** Shows how the queue does. */
@Controller("/console/dashboard")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class DashboardController {

    private final Trends trends;
    private final Sites sites;
    private final ConsoleRenderer pages;

    DashboardController(Trends trends, Sites sites, ConsoleRenderer pages) {
        this.trends = trends;
        this.sites = sites;
        this.pages = pages;
    }

    @Get
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> read(
            HttpRequest<?> request,
            Moderator moderator,
            @QueryValue @Nullable String site,
            @QueryValue(defaultValue = "7") int days) {
        @Nullable String chosen = site == null || site.isEmpty() ? null : site;
        DashboardPage page = new DashboardPage(
                pages.frame(request),
                trends.trend(moderator, chosen, days),
                chosen,
                new TreeSet<>(moderator.permittedSites(
                        sites.all().stream().map(Site::name).toList())),
                days);
        return pages.page("console/dashboard.jte", page);
    }
}
