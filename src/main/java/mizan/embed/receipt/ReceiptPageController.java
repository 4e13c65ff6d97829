package mizan.embed.receipt;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import mizan.comment.Receipt;
import mizan.embed.Notice;
import mizan.embed.Pages;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemType;
import mizan.platform.http.url.HttpUrl;
import mizan.platform.i18n.Languages;
import mizan.platform.i18n.LocalizedMessages;
import mizan.platform.i18n.MessageBundle;
import mizan.privacy.PersonalData;
import mizan.privacy.statement.StatementOfReasons;
import mizan.privacy.statement.Statements;
import mizan.site.PublicApi;
import mizan.site.Sites;
import org.jspecify.annotations.Nullable;

/**
 * Pages for an author who has a receipt: state and withdrawal of the comment, without an account. The URL is a secret. It
 * must not reach search engines, caches, or the logs of other sites.
 */
@Controller("/receipts")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = PublicApi.TAG)
@ApiResponse(responseCode = "406", ref = "NotAcceptable")
@ApiResponse(responseCode = "422", ref = "InvalidRequest")
@ApiResponse(responseCode = "500", ref = "InternalError")
@ApiResponse(responseCode = "503", ref = "Unavailable")
class ReceiptPageController {

    private static final List<String> FORM_TARGETS = List.of("'self'");

    private final PersonalData personalData;
    private final Statements statements;
    private final Languages languages;
    private final Sites sites;
    private final Pages pages;

    ReceiptPageController(
            PersonalData personalData, Statements statements, Languages languages, Sites sites, Pages pages) {
        this.personalData = personalData;
        this.statements = statements;
        this.languages = languages;
        this.sites = sites;
        this.pages = pages;
    }

    /**
     * Shows the state of the comment.
     *
     * @param receipt 32 hexadecimal digits
     * @param lang the language; if it is missing, that of Accept-Language
     * @param article the URL of the article, for a reader who has just sent the comment there
     */
    @Get("/{receipt}")
    @Operation(operationId = "receiptPage")
    @Produces(MediaType.TEXT_HTML)
    @ApiResponse(
            responseCode = "200",
            description = "The page",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)))
    @ApiResponse(responseCode = "404", ref = "NotFound")
    HttpResponse<?> show(
            @Parameter(hidden = true) HttpRequest<?> request,
            String receipt,
            @QueryValue @Nullable String lang,
            @QueryValue @Nullable String article) {
        LocalizedMessages messages = messages(request, lang);
        return receiptPage(receipt, messages, statement(receipt, messages), urlOfAnySite(article))
                .map(model -> page(HttpStatus.OK, "embed/receipt.jte", model))
                .orElseGet(() -> notFound(request, lang));
    }

    /**
     * Asks for confirmation of the withdrawal.
     *
     * @param receipt 32 hexadecimal digits
     * @param lang the language; if it is missing, that of Accept-Language
     */
    @Get("/{receipt}/withdrawal")
    @Operation(operationId = "withdrawalPage")
    @Produces(MediaType.TEXT_HTML)
    @ApiResponse(
            responseCode = "200",
            description = "The page",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)))
    @ApiResponse(responseCode = "404", ref = "NotFound")
    HttpResponse<?> confirm(
            @Parameter(hidden = true) HttpRequest<?> request, String receipt, @QueryValue @Nullable String lang) {
        return receiptPage(receipt, messages(request, lang), null, null)
                .map(model -> page(HttpStatus.OK, "embed/withdrawal.jte", model))
                .orElseGet(() -> notFound(request, lang));
    }

    /**
     * Withdraws the comment. Only a POST does, because programs such as mail scanners follow links.
     *
     * @param receipt 32 hexadecimal digits
     * @param lang the language; if it is missing, that of Accept-Language
     */
    @Post(uri = "/{receipt}/withdrawal", consumes = MediaType.ALL)
    @Operation(operationId = "withdrawByForm")
    @Produces(MediaType.TEXT_HTML)
    @ApiResponse(
            responseCode = "303",
            description = "Withdrawn; the receipt is no longer valid",
            headers = @Header(name = "Location", schema = @Schema(type = "string")))
    @ApiResponse(responseCode = "404", ref = "NotFound")
    HttpResponse<?> withdraw(
            @Parameter(hidden = true) HttpRequest<?> request, String receipt, @QueryValue @Nullable String lang) {
        boolean isWithdrawn = Receipt.parse(receipt).map(personalData::withdraw).orElse(false);
        return isWithdrawn
                ? HttpResponse.seeOther(ReceiptPage.withLanguage("/receipts/withdrawn", messages(request, lang)))
                : notFound(request, lang);
    }

    /**
     * Confirms the withdrawal.
     *
     * @param lang the language; if it is missing, that of Accept-Language
     */
    @Get("/withdrawn")
    @Operation(operationId = "withdrawnPage")
    @Produces(MediaType.TEXT_HTML)
    @ApiResponse(
            responseCode = "200",
            description = "The page",
            content = @Content(mediaType = MediaType.TEXT_HTML, schema = @Schema(implementation = String.class)))
    HttpResponse<?> withdrawn(@Parameter(hidden = true) HttpRequest<?> request, @QueryValue @Nullable String lang) {
        return page(HttpStatus.OK, "embed/notice.jte", notice(messages(request, lang), "receipt.withdrawn"));
    }

    // Only to pages of the configured sites: the address of this page can be made by anybody.
    private @Nullable String urlOfAnySite(@Nullable String url) {
        return sites.all().stream()
                .flatMap(site -> site.url(url).stream())
                .findFirst()
                .map(HttpUrl::toAscii)
                .orElse(null);
    }

    private Optional<ReceiptPage> receiptPage(
            String receipt,
            LocalizedMessages messages,
            @Nullable StatementOfReasons statement,
            @Nullable String thanksFor) {
        return Receipt.parse(receipt)
                .flatMap(parsed -> personalData
                        .state(parsed)
                        .flatMap(state -> personalData
                                .own(parsed)
                                .flatMap(own -> sites.find(own.site())
                                        .map(site -> new ReceiptPage(
                                                messages, receipt, state, site, own, statement, thanksFor)))));
    }

    private @Nullable StatementOfReasons statement(String receipt, LocalizedMessages messages) {
        return Receipt.parse(receipt)
                .flatMap(parsed -> statements.find(parsed, _ -> messages.language()))
                .orElse(null);
    }

    // A browser gets a page. Other clients, which do not accept HTML, get a problem document.
    private MutableHttpResponse<String> notFound(HttpRequest<?> request, @Nullable String lang) {
        if (request.accept().stream().noneMatch(MediaType.TEXT_HTML_TYPE::equals)) {
            throw new ProblemException(ProblemType.NOT_FOUND);
        }
        return page(HttpStatus.NOT_FOUND, "embed/notice.jte", notice(messages(request, lang), "receipt.none"));
    }

    private MutableHttpResponse<String> page(HttpStatus status, String template, Object model) {
        return pages.render(status, template, model, FORM_TARGETS).header("X-Robots-Tag", "noindex, nofollow");
    }

    private LocalizedMessages messages(HttpRequest<?> request, @Nullable String lang) {
        return MessageBundle.SERVICE.in(Languages.negotiate(lang, languages.of(request)));
    }

    private static Notice notice(LocalizedMessages messages, String key) {
        return new Notice(messages, messages.get(key), messages.get(key + ".detail"));
    }
}
