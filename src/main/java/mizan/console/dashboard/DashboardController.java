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
import io.swagger.v3.oas.annotations.Hidden;
import java.util.TreeSet;
import mizan.console.layout.ConsoleRenderer;
import mizan.moderation.statistics.Trends;
import mizan.moderator.Moderator;
import mizan.moderator.RequiresSignIn;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** Shows the dashboard: statistics of the queue over a period. */
@Controller("/console/dashboard")
@RequiresSignIn
@ExecuteOn(TaskExecutors.BLOCKING)
@Hidden
class DashboardController {

    private final Trends trends;
    private final Sites sites;
    private final ConsoleRenderer renderer;

    DashboardController(Trends trends, Sites sites, ConsoleRenderer renderer) {
        this.trends = trends;
        this.sites = sites;
        this.renderer = renderer;
    }

    @Get
    @Produces(MediaType.TEXT_HTML)
    HttpResponse<?> dashboard(
            HttpRequest<?> request,
            Moderator moderator,
            @QueryValue @Nullable String site,
            @QueryValue(defaultValue = "7") int days) {
        @Nullable String selectedSite = site == null || site.isEmpty() ? null : site;
        DashboardPage page = new DashboardPage(
                renderer.layout(request),
                trends.trend(moderator, selectedSite, days),
                selectedSite,
                new TreeSet<>(moderator.permittedSites(
                        sites.all().stream().map(Site::name).toList())),
                days);
        return renderer.render("console/dashboard.jte", page);
    }
}
