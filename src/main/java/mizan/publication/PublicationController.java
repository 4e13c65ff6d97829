package mizan.publication;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.json.JsonMapper;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import mizan.comment.CommentProblems;
import mizan.platform.http.ProblemException;
import mizan.platform.http.request.QueryErrorResponses;
import mizan.platform.netty.CachedResources;
import mizan.platform.netty.Representation;
import mizan.site.PublicApi;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

@Controller(PublicationController.PATH)
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@PublicApi
class PublicationController {

    static final String PATH = "/api/v1/sites/{site}";

    private static final int MAX_EMPTY_PAGES = 100;

    private final Publication publication;
    private final PageCache cache;
    private final CachedResources cachedResources;
    private final Sites sites;
    private final JsonMapper json;

    /** Shared by all articles without comments; several for sites with closing rules. */
    private final LoadingCache<PublishedPage, RenderedResponse> emptyPages = Caffeine.newBuilder()
            .maximumSize(MAX_EMPTY_PAGES)
            .executor(Runnable::run)
            .build(page -> new RenderedResponse(representation(page), true, page.changesAt()));

    PublicationController(
            Publication publication, PageCache cache, CachedResources cachedResources, Sites sites, JsonMapper json) {
        this.publication = publication;
        this.cache = cache;
        this.cachedResources = cachedResources;
        this.sites = sites;
        this.json = json;
    }

    /**
     * Returns one page of an article's approved threads: top-level comments, each followed by its first replies.
     *
     * @param site the name of the site
     * @param limit maximum number of top-level comments on the page, 1 to 100
     * @param after the cursor: next of the preceding page, or nextReplies of a comment
     * @param around the id of a comment, instead of a cursor: the page contains it; 404 unless it is published there
     * @param order sort order of the top-level comments by age
     */
    @Get("/comments")
    @Operation(
            operationId = "comments",
            parameters =
                    @Parameter(
                            name = "article",
                            in = ParameterIn.QUERY,
                            required = true,
                            description = "the article's key",
                            schema = @Schema(type = "string")))
    @QueryErrorResponses
    @ApiResponse(
            responseCode = "200",
            description = "The page",
            headers = @Header(name = "ETag", description = "a strong validator", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = PublishedPage.class)))
    @ApiResponse(responseCode = "304", description = "The client's copy is current")
    @ApiResponse(responseCode = "404", ref = "NoSuchSiteOrComment")
    HttpResponse<?> page(
            @Parameter(hidden = true) HttpRequest<?> request,
            String site,
            @QueryValue @Parameter(hidden = true) @Nullable String article,
            @QueryValue(defaultValue = "20") @Schema(minimum = "1", maximum = "100") int limit,
            @QueryValue @Nullable String after,
            @QueryValue @Nullable UUID around,
            @QueryValue(defaultValue = "oldest")
                    @Schema(
                            type = "string",
                            allowableValues = {"oldest", "newest"})
                    String order) {
        Site found = sites.get(site);
        PageRequest page = PageRequest.parse(found.name(), article, limit, after, order);
        if (around == null) {
            return respond(request, PATH + "/comments", found, page, () -> render(publication.page(page)));
        }
        // The page is cached, but not under this address: the comment moves to another page, or is removed.
        PageRequest containing = publication
                .around(page, around)
                .orElseThrow(() -> new ProblemException(CommentProblems.NO_SUCH_COMMENT));
        return cache.get(containing, () -> render(publication.page(containing))).response(request);
    }

    /**
     * Returns one approved comment, with its article and the cursor of its page.
     *
     * @param site the name of the site
     */
    @Get("/comments/{id}")
    @Operation(operationId = "comment")
    @QueryErrorResponses
    @ApiResponse(
            responseCode = "200",
            description = "The comment",
            headers = @Header(name = "ETag", description = "a strong validator", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = SingleComment.class)))
    @ApiResponse(responseCode = "304", description = "The client's copy is current")
    @ApiResponse(responseCode = "404", ref = "NoSuchSiteOrComment")
    HttpResponse<?> comment(@Parameter(hidden = true) HttpRequest<?> request, String site, UUID id) {
        return publication
                .comment(sites.get(site).name(), id)
                .<HttpResponse<?>>map(comment -> representation(comment).response(request))
                .orElseThrow(() -> new ProblemException(CommentProblems.NO_SUCH_COMMENT));
    }

    /**
     * Counts the approved comments of each of up to 100 articles.
     *
     * @param site the name of the site
     */
    @Get("/counts")
    @Operation(
            parameters =
                    @Parameter(
                            name = "article",
                            in = ParameterIn.QUERY,
                            required = true,
                            description = "the keys of the articles; the parameter is repeated",
                            array = @ArraySchema(schema = @Schema(type = "string"), minItems = 1, maxItems = 100)))
    @QueryErrorResponses(repeatable = "article")
    @ApiResponse(
            responseCode = "200",
            description = "The counts",
            headers = @Header(name = "ETag", description = "a strong validator", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = Counts.class)))
    @ApiResponse(responseCode = "304", description = "The client's copy is current")
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    HttpResponse<?> counts(
            @Parameter(hidden = true) HttpRequest<?> request,
            String site,
            @QueryValue @Parameter(hidden = true) @Nullable List<String> article) {
        Site found = sites.get(site);
        // Read from the request: the framework would split a key at commas.
        CountsRequest counts =
                CountsRequest.parse(found.name(), request.getParameters().getAll("article"));
        return respond(request, PATH + "/counts", found, counts, () -> render(new Counts(publication.counts(counts))));
    }

    private HttpResponse<?> respond(
            HttpRequest<?> request, String route, Site site, CacheKey key, Supplier<RenderedResponse> loader) {
        CachedResponse response = cache.get(key, loader);
        // Nothing is kept for requests about articles without comments: a client can make up any number of them.
        if (!response.rendered().isEmpty()) {
            cachedResources.put(request, new CachedPage(cache, key, site, route));
        }
        return response.response(request);
    }

    private RenderedResponse render(PublishedPage page) {
        return page.isEmpty()
                ? emptyPages.get(page)
                : new RenderedResponse(representation(page), false, page.changesAt());
    }

    private RenderedResponse render(Counts counts) {
        boolean isEmpty = counts.counts().values().stream().allMatch(count -> count == 0);
        return new RenderedResponse(representation(counts), isEmpty);
    }

    private Representation representation(Object content) {
        try {
            return Representation.of(
                    MediaType.APPLICATION_JSON_TYPE, json.writeValueAsBytes(content), Publication.CACHE_CONTROL);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param counts number of approved comments by the article's key */
    @Introspected
    @Schema(name = "Counts")
    record Counts(Map<String, Long> counts) {}
}
