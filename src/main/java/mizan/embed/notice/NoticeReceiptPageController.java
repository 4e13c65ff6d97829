package mizan.embed.notice;

import io.micronaut.http.HttpRequest;
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
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Locale;
import mizan.embed.Pages;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.MessageBundle;
import mizan.privacy.notice.NoticeReceipts;
import mizan.site.PublicApi;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/** The page for the sender of a notice. Its URL is a secret: it must not reach search engines or caches. */
@Controller("/notices/{receipt}")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = PublicApi.TAG)
@ApiResponse(responseCode = "406", ref = "NotAcceptable")
@ApiResponse(responseCode = "500", ref = "InternalError")
@ApiResponse(responseCode = "503", ref = "Unavailable")
class NoticeReceiptPageController {

    private final NoticeReceipts receipts;
    private final Languages languages;
    private final Sites sites;
    private final Pages pages;

    NoticeReceiptPageController(NoticeReceipts receipts, Languages languages, Sites sites, Pages pages) {
        this.receipts = receipts;
        this.languages = languages;
        this.sites = sites;
        this.pages = pages;
    }

    /**
     * Shows the state of a notice, and the decision.
     *
     * @param receipt 32 hexadecimal digits
     * @param lang the language; if it is missing, that of Accept-Language
     */
    @Get
    @Operation(operationId = "noticeReceiptPage")
    @Produces(MediaType.TEXT_HTML)
    @ApiResponse(
            responseCode = "200",
            description = "The page",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)))
    @ApiResponse(responseCode = "404", ref = "NotFound")
    HttpResponse<?> show(
            @Parameter(hidden = true) HttpRequest<?> request, String receipt, @QueryValue @Nullable String lang) {
        Locale language = Languages.negotiate(lang, languages.of(request));
        return receipts.find(receipt, _ -> language)
                .map(notice ->
                        new NoticeReceiptPage(MessageBundle.SERVICE.in(language), sites.get(notice.site()), notice))
                .map(page -> pages.render(HttpStatus.OK, "embed/notice/receipt.jte", page, List.of("'none'"))
                        .header("X-Robots-Tag", "noindex, nofollow"))
                .orElseThrow(() -> new ProblemException(ProblemType.NOT_FOUND));
    }
}
