package mizan.publication;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import mizan.platform.FieldFault;
import mizan.platform.ProblemException;
import mizan.platform.ReadsQuery;
import mizan.publication.FinishedPage.Coding;
import mizan.publication.PageRequest.Order;
import mizan.site.ForArticlePages;
import mizan.site.Sites;
import mizan.text.PlainText;
import mizan.text.TextCheck;
import org.jspecify.annotations.Nullable;

@Controller("/api/v1/sites/{site}")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@ForArticlePages
class PublicationController {

    private static final int MAX_LIMIT = 100;
    private static final int MAX_ARTICLES = 100;
    private static final String CACHE_CONTROL = "public, max-age=10, stale-while-revalidate=60";

    private final Publication publication;
    private final Sites sites;
    private final JsonMapper json;

    PublicationController(Publication publication, Sites sites, JsonMapper json) {
        this.publication = publication;
        this.sites = sites;
        this.json = json;
    }

    /**
     * One page of an article's approved threads: top-level comments, each followed by its first replies.
     *
     * @param site its name
     * @param limit top-level comments on the page, 1 to 100
     * @param after the cursor that the page before gave as next, or a comment as nextReplies
     * @param order by the age of the top-level comments
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
    @ReadsQuery
    @ApiResponse(
            responseCode = "200",
            description = "The page",
            headers = @Header(name = "ETag", description = "strong", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = PublishedPage.class)))
    @ApiResponse(responseCode = "304", description = "The client has it already")
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    HttpResponse<?> page(
            @Parameter(hidden = true) HttpRequest<?> request,
            String site,
            @QueryValue @Parameter(hidden = true) @Nullable String article,
            @QueryValue(defaultValue = "20") @Schema(minimum = "1", maximum = "100") int limit,
            @QueryValue @Nullable String after,
            @QueryValue(defaultValue = "oldest")
                    @Schema(
                            type = "string",
                            allowableValues = {"oldest", "newest"})
                    String order) {
        if (limit < 1 || limit > MAX_LIMIT) {
            throw ProblemException.invalid(FieldFault.of("limit", "range", 1, MAX_LIMIT));
        }
        PageRequest page = new PageRequest(sites.get(site).name(), key(article), limit, after, order(order));
        return answer(request, publication.page(page));
    }

    /**
     * How many approved comments each of up to 100 articles has.
     *
     * @param site its name
     */
    @Get("/counts")
    @Operation(
            parameters =
                    @Parameter(
                            name = "article",
                            in = ParameterIn.QUERY,
                            required = true,
                            description = "the articles' keys, the parameter repeated",
                            array = @ArraySchema(schema = @Schema(type = "string"), minItems = 1, maxItems = 100)))
    @ReadsQuery
    @ApiResponse(
            responseCode = "200",
            description = "The counts",
            headers = @Header(name = "ETag", description = "strong", schema = @Schema(type = "string")),
            content = @Content(schema = @Schema(implementation = Counts.class)))
    @ApiResponse(responseCode = "304", description = "The client has them already")
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    HttpResponse<?> counts(
            @Parameter(hidden = true) HttpRequest<?> request,
            String site,
            @QueryValue @Parameter(hidden = true) @Nullable List<String> article) {
        String name = sites.get(site).name();
        // Read from the request: the framework would split a key at its commas.
        List<String> asked = request.getParameters().getAll("article");
        if (asked.isEmpty()) {
            throw ProblemException.invalid(FieldFault.of("article", "required"));
        }
        if (asked.size() > MAX_ARTICLES) {
            throw ProblemException.invalid(FieldFault.of("article", "too-many", MAX_ARTICLES));
        }
        Set<String> articles = new LinkedHashSet<>();
        asked.forEach(each -> articles.add(key(each)));
        Counts counts = new Counts(publication.counts(name, articles));
        return answer(request, counts);
    }

    private HttpResponse<?> answer(HttpRequest<?> request, Object body) {
        FinishedPage page = finish(body);
        Coding coding = acceptsGzip(request) ? Coding.GZIP : Coding.IDENTITY;
        String known = request.getHeaders().get(HttpHeaders.IF_NONE_MATCH);
        MutableHttpResponse<?> response =
                known != null && page.matches(known) ? HttpResponse.notModified() : content(page, coding);
        return response.header(HttpHeaders.ETAG, page.etag(coding))
                .header(HttpHeaders.CACHE_CONTROL, CACHE_CONTROL)
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
    }

    private FinishedPage finish(Object body) {
        try {
            return FinishedPage.of(json.writeValueAsBytes(body));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MutableHttpResponse<?> content(FinishedPage page, Coding coding) {
        MutableHttpResponse<byte[]> response =
                HttpResponse.ok(page.octets(coding)).contentType(MediaType.APPLICATION_JSON);
        return switch (coding) {
            case IDENTITY -> response;
            case GZIP -> response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        };
    }

    // RFC 9110 §12.5.3, as far as one coding needs it.
    private static boolean acceptsGzip(HttpRequest<?> request) {
        String accepted = request.getHeaders().get(HttpHeaders.ACCEPT_ENCODING);
        if (accepted == null) {
            return false;
        }
        for (String coding : accepted.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = coding.strip().split("\\s*;\\s*q=", 2);
            if (parts[0].equals("gzip")) {
                return parts.length == 1 || !parts[1].matches("0(\\.0*)?");
            }
        }
        return false;
    }

    private static Order order(String order) {
        return switch (order) {
            case "oldest" -> Order.OLDEST;
            case "newest" -> Order.NEWEST;
            default -> throw ProblemException.invalid(FieldFault.of("order", "unknown"));
        };
    }

    private static String key(@Nullable String article) {
        return switch (PlainText.ARTICLE_KEY.check(article == null ? "" : article)) {
            case TextCheck.Fine(String key) -> key;
            case TextCheck.Wrong(var fault) ->
                throw ProblemException.invalid(FieldFault.of("article", fault.rule(), PlainText.ARTICLE_KEY.limit()));
        };
    }

    /** Approved comments by article key. */
    @Introspected
    @Schema(name = "Counts")
    record Counts(Map<String, Long> counts) {}
}
