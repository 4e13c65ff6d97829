package mizan.embed;

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
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.Locale;
import java.util.UUID;
import mizan.platform.http.PublicOrigin;
import mizan.platform.http.QueryErrorResponses;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.MessageBundle;
import mizan.publication.PageRequest;
import mizan.publication.Publication;
import mizan.publication.PublishedComment;
import mizan.publication.PublishedPage;
import mizan.site.ArticlePageApi;
import mizan.site.Site;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

@Controller("/sites/{site}/comments.html")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@ArticlePageApi
class CommentsPageController {

    private static final int THREADS = 20;

    private final Publication publication;
    private final Sites sites;
    private final Pages pages;
    private final PublicOrigin publicOrigin;

    CommentsPageController(Publication publication, Sites sites, Pages pages, PublicOrigin publicOrigin) {
        this.publication = publication;
        this.sites = sites;
        this.pages = pages;
        this.publicOrigin = publicOrigin;
    }

    /**
     * An article's approved threads with the form, as a page that needs no script: to link to, to frame, to include.
     *
     * @param site its name
     * @param articleUrl where the article is; where its key is a URL of the site's, that is taken
     * @param articleTitle the article's title
     * @param after the cursor of an earlier page
     * @param order by the age of the top-level comments
     * @param reply the comment that the form answers
     * @param lang the language, where it is not the site's
     * @param part page: a whole page; section: the part of one, to be included by another
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
    @ApiResponse(responseCode = "304", description = "The client has it already")
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    HttpResponse<?> read(
            @Parameter(hidden = true) HttpRequest<?> request,
            String site,
            @QueryValue @Parameter(hidden = true) @Nullable String article,
            @QueryValue @Nullable String articleUrl,
            @QueryValue @Nullable String articleTitle,
            @QueryValue @Nullable String after,
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
        Site of = sites.get(site);
        PageRequest page = PageRequest.of(of.name(), article, THREADS, after, order);
        ArticleReference about = ArticleReference.of(of, page.article(), articleUrl, articleTitle);
        Locale language = Languages.asked(lang, of.language());
        PageVariant asked = PageVariant.parse(part);
        String base = asked.base(publicOrigin, request);
        PublishedPage found = publication.page(page);
        CommentForm form = CommentForm.fresh(MessageBundle.SERVICE.in(language), of, base, about);
        Discussion discussion = Discussion.of(
                reply == null ? form : form.answering(reply.toString(), name(found, reply)),
                new DiscussionLinks(base, of, about, page, lang),
                found,
                page.order());
        return pages.shared(request, asked.template(), discussion);
    }

    private static @Nullable String name(PublishedPage page, UUID id) {
        return page.comments().stream()
                .filter(comment -> comment.id().equals(id))
                .map(PublishedComment::name)
                .findFirst()
                .orElse(null);
    }
}
