package mizan.privacy.notice;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import mizan.platform.http.ProblemResponses;
import mizan.platform.http.ProblemType;
import mizan.platform.i18n.Languages;
import mizan.site.PublicApi;

/** Shows notifiers the state of their notice. */
@Controller("/api/v1/notices/{receipt}")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@PublicApi
class NoticeReceiptController {

    private final NoticeReceipts receipts;
    private final Languages languages;
    private final ProblemResponses problems;

    NoticeReceiptController(NoticeReceipts receipts, Languages languages, ProblemResponses problems) {
        this.receipts = receipts;
        this.languages = languages;
        this.problems = problems;
    }

    /**
     * The state of a notice, and the decision.
     *
     * @param receipt 32 hexadecimal digits
     */
    @Get
    @Operation(operationId = "noticeReceipt")
    @ApiResponse(
            responseCode = "200",
            description = "The state",
            content = @Content(schema = @Schema(implementation = NoticeState.class)))
    @ApiResponse(responseCode = "404", ref = "NotFound")
    HttpResponse<?> find(HttpRequest<?> request, String receipt) {
        return receipts.find(receipt, siteLanguage -> {
                    Languages.setDefault(request, siteLanguage);
                    return languages.of(request);
                })
                .<HttpResponse<?>>map(state -> HttpResponse.ok(state).header(HttpHeaders.CACHE_CONTROL, "no-store"))
                .orElseGet(() -> problems.response(request, ProblemType.NOT_FOUND));
    }
}
