package mizan.embed.discussion;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
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
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mizan.embed.ArticleReference;
import mizan.embed.Pages;
import mizan.embed.RenderedPageKey;
import mizan.embed.form.CommentForm;
import mizan.platform.http.request.QueryErrorResponses;
import mizan.platform.http.url.PublicOrigin;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.LocalizedMessages;
import mizan.platform.i18n.MessageBundle;
import mizan.publication.PageCache;
import mizan.publication.PageRequest;
import mizan.publication.Publication;
import mizan.publication.PublishedPage;
import mizan.publication.RenderedResponse;
import mizan.site.PublicApi;
import mizan.site.Site;
import mizan.site.Sites;
import mizan.submission.robot.FormStamps;
import org.jspecify.annotations.Nullable;

@Controller("/sites/{site}/comments.html")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@PublicApi(navigation = true)
class CommentsPageController {

    private static final int THREADS = 20;

    private final Publication publication;
    private final PageCache cache;
    private final Sites sites;
    private final Pages pages;
    private final PublicOrigin publicOrigin;
    private final FormStamps stamps;

    CommentsPageController(
            Publication publication,
            PageCache cache,
            Sites sites,
            Pages pages,
            PublicOrigin publicOrigin,
            FormStamps stamps) {
        this.publication = publication;
        this.cache = cache;
        this.sites = sites;
        this.pages = pages;
        this.publicOrigin = publicOrigin;
        this.stamps = stamps;
    }

    /**
     * Returns an article's approved threads and the comment form as a page without script, to link to, frame or include.
     *
     * @param site the name of the site
     * @param articleUrl the article's URL; if it is missing, the key is used if it is a URL of the site
     * @param articleTitle the article's title
     * @param after the cursor of the preceding page
     * @param order sort order of the top-level comments by age
     * @param reply the id of the comment that the form replies to
     * @param lang the language; if it is missing, that of the site
     * @param part page: a whole page; section: a fragment to be included in another page
     */
    @Get
    @Operation(
            operationId = "commentsPage",
            parameters =
                    @Parameter(
                            name = "article",
                            in = ParameterIn.QUERY,
                            required = true,
                            description = "the article's key",
                            schema = @Schema(type = "string")))
    @QueryErrorResponses
    @Produces(MediaType.TEXT_HTML)
    @ApiResponse(
            responseCode = "200",
            description = "The page",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)))
    @ApiResponse(responseCode = "304", description = "The client's copy is current")
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    HttpResponse<?> read(
            @Parameter(hidden = true) HttpRequest<?> request,
            String site,
            @QueryValue @Parameter(hidden = true) @Nullable String article,
            @QueryValue @Nullable String articleUrl,
            @QueryValue @Nullable String articleTitle,
            @QueryValue @Nullable String after,
            @QueryValue @Nullable UUID around,
            @QueryValue(defaultValue = "oldest")
                    @Schema(
                            type = "string",
                            allowableValues = {"oldest", "newest"})
                    String order,
            @QueryValue @Nullable UUID reply,
            @QueryValue @Nullable String lang,
            @QueryValue(defaultValue = "page")
                    @Schema(
                            type = "string",
                            allowableValues = {"page", "section"})
                    String part) {
        Site found = sites.get(site);
        PageRequest first = PageRequest.parse(found.name(), article, THREADS, after, order);
        // A link to a comment that is not published any more leads to the first page.
        Optional<PageRequest> linkedPage = around == null ? Optional.empty() : publication.around(first, around);
        PageRequest page = linkedPage.orElse(first);
        @Nullable UUID linked = linkedPage.isPresent() ? around : null;
        ArticleReference reference = ArticleReference.of(found, page.article(), articleUrl, articleTitle);
        Locale language = Languages.negotiate(lang, found.language());
        PageVariant variant = PageVariant.parse(part);
        String baseUrl = variant.baseUrl(publicOrigin, request);
        CommentForm form =
                CommentForm.empty(MessageBundle.SERVICE.in(language), found, baseUrl, reference, pages.offersMail());
        DiscussionLinks links = new DiscussionLinks(baseUrl, found, reference, page, lang);
        Supplier<Discussion> discussion = () ->
                discussion(form.stamped(stamps.ofCachedPage(found.name())), links, page, new Shown(reply, linked));
        MutableHttpResponse<?> response;
        if (baseUrl.isEmpty() || publicOrigin.isConfigured()) {
            RenderedPageKey key = new RenderedPageKey(
                    found.name(),
                    page.article(),
                    Stream.of(
                                    variant.name(),
                                    order,
                                    page.after(),
                                    reference.url().orElse(null),
                                    reference.title().orElse(null),
                                    language.toLanguageTag(),
                                    lang,
                                    reply,
                                    linked)
                            .map(parameter -> Objects.toString(parameter, ""))
                            .toList());
            response = cache.get(key, () -> render(variant, discussion.get(), Publication.CACHE_CONTROL))
                    .response(request);
        } else {
            // The links have the Host of the request, which must not get into a shared cache.
            response = render(variant, discussion.get(), "no-store")
                    .representation()
                    .response(request);
        }
        return Pages.withSharedPolicy(response, form.formTargets());
    }

    private Discussion discussion(CommentForm form, DiscussionLinks links, PageRequest page, Shown shown) {
        PublishedPage published = publication.page(page);
        @Nullable UUID reply = shown.reply();
        return Discussion.of(
                reply == null ? form : form.replyTo(reply.toString(), author(form.messages(), published, reply)),
                links,
                published,
                page.order(),
                shown.linked());
    }

    /**
     * The comments for which the page is requested.
     *
     * @param reply the comment that the form replies to
     * @param linked the comment that a link leads to
     */
    private record Shown(@Nullable UUID reply, @Nullable UUID linked) {}

    private RenderedResponse render(PageVariant variant, Discussion discussion, String cacheControl) {
        return new RenderedResponse(
                pages.renderShared(variant.template(), discussion, cacheControl),
                discussion.count() == 0,
                discussion.page().changesAt());
    }

    private static @Nullable String author(LocalizedMessages messages, PublishedPage page, UUID id) {
        return page.comments().stream()
                .filter(comment -> comment.id().equals(id))
                .findFirst()
                .map(comment -> Discussion.author(messages, comment))
                .orElse(null);
    }
}
