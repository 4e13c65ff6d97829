package mizan.embed.feed;

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
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.List;
import mizan.embed.RenderedPageKey;
import mizan.platform.http.request.QueryErrorResponses;
import mizan.platform.http.url.PublicOrigin;
import mizan.platform.i18n.MessageBundle;
import mizan.platform.netty.Representation;
import mizan.publication.CacheKey;
import mizan.publication.LatestComment;
import mizan.publication.PageCache;
import mizan.publication.Publication;
import mizan.publication.RenderedResponse;
import mizan.site.PublicApi;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

@Controller("/sites/{site}/comments.atom")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@PublicApi(navigation = true)
class FeedController {

    private static final MediaType ATOM = MediaType.of("application/atom+xml;charset=utf-8");

    private static final String FEED = "feed";

    private final Publication publication;
    private final PageCache cache;
    private final Sites sites;
    private final PublicOrigin publicOrigin;

    FeedController(Publication publication, PageCache cache, Sites sites, PublicOrigin publicOrigin) {
        this.publication = publication;
        this.cache = cache;
        this.sites = sites;
        this.publicOrigin = publicOrigin;
    }

    /**
     * Returns the comments of an article, or of all articles of a site, that were published last, as an Atom feed (RFC
     * 4287).
     *
     * @param site the name of the site
     * @param article the article's key; if it is missing, all articles of the site
     */
    @Get
    @Operation(operationId = "feed")
    @QueryErrorResponses
    @Produces("application/atom+xml")
    @ApiResponse(
            responseCode = "200",
            description = "The feed",
            content = @Content(mediaType = "application/atom+xml", schema = @Schema(implementation = String.class)))
    @ApiResponse(responseCode = "304", description = "The client's copy is current")
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    HttpResponse<?> read(
            @Parameter(hidden = true) HttpRequest<?> request, String site, @QueryValue @Nullable String article) {
        Site found = sites.get(site);
        AtomFeed feed =
                new AtomFeed(MessageBundle.SERVICE.in(found.language()), found, article, publicOrigin.of(request));
        if (!publicOrigin.isConfigured()) {
            // The links have the Host of the request, which must not get into a shared cache.
            return render(feed, "no-store").representation().response(request);
        }
        RenderedPageKey key =
                new RenderedPageKey(found.name(), article == null ? CacheKey.ANY_ARTICLE : article, List.of(FEED));
        return cache.get(key, () -> render(feed, Publication.CACHE_CONTROL)).response(request);
    }

    private RenderedResponse render(AtomFeed feed, String cacheControl) {
        List<LatestComment> comments = publication.latest(feed.site().name(), feed.article());
        return new RenderedResponse(Representation.of(ATOM, feed.write(comments), cacheControl), comments.isEmpty());
    }
}
