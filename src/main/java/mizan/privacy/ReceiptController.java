package mizan.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.time.Instant;
import java.util.UUID;
import mizan.comment.CommentState;
import mizan.comment.CommentStatus;
import mizan.comment.Receipt;
import mizan.comment.RejectionReason;
import mizan.platform.http.ProblemResponses;
import mizan.platform.http.ProblemType;
import mizan.platform.i18n.Languages;
import mizan.privacy.statement.StatementOfReasons;
import mizan.privacy.statement.Statements;
import mizan.site.PublicApi;
import org.jspecify.annotations.Nullable;

/** Shows authors the state of their comment, and withdraws it. */
@Controller("/api/v1/receipts/{receipt}")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@PublicApi
class ReceiptController {

    private final PersonalData personalData;
    private final Statements statements;
    private final Languages languages;
    private final ProblemResponses problems;

    ReceiptController(
            PersonalData personalData, Statements statements, Languages languages, ProblemResponses problems) {
        this.personalData = personalData;
        this.statements = statements;
        this.languages = languages;
        this.problems = problems;
    }

    /**
     * The state of the author's comment.
     *
     * @param receipt 32 hexadecimal digits
     */
    @Get
    @Operation(operationId = "receipt")
    @ApiResponse(
            responseCode = "200",
            description = "The state",
            content = @Content(schema = @Schema(implementation = ReceiptState.class)))
    @ApiResponse(responseCode = "404", ref = "NotFound")
    HttpResponse<?> find(HttpRequest<?> request, String receipt) {
        return Receipt.parse(receipt)
                .flatMap(parsed -> personalData.state(parsed).map(state -> receiptState(request, parsed, state)))
                .<HttpResponse<?>>map(state -> HttpResponse.ok(state).header(HttpHeaders.CACHE_CONTROL, "no-store"))
                .orElseGet(() -> problems.response(request, ProblemType.NOT_FOUND));
    }

    private ReceiptState receiptState(HttpRequest<?> request, Receipt receipt, CommentState state) {
        @Nullable StatementOfReasons statement = statements
                .find(receipt, siteLanguage -> {
                    Languages.setDefault(request, siteLanguage);
                    return languages.of(request);
                })
                .orElse(null);
        return new ReceiptState(
                state.id(), state.status(), state.submittedAt(), state.decidedAt(), state.reason(), statement);
    }

    /**
     * Withdraws the comment and erases the author's personal data.
     *
     * @param receipt 32 hexadecimal digits
     */
    @Delete
    @ApiResponse(responseCode = "204", description = "Withdrawn; the receipt is no longer valid")
    @ApiResponse(responseCode = "403", ref = "OriginNotAllowed")
    @ApiResponse(responseCode = "404", ref = "NotFound")
    HttpResponse<?> withdraw(HttpRequest<?> request, String receipt) {
        boolean isWithdrawn = Receipt.parse(receipt).map(personalData::withdraw).orElse(false);
        return isWithdrawn ? HttpResponse.noContent() : problems.response(request, ProblemType.NOT_FOUND);
    }

    /**
     * The state of a comment as its author sees it.
     *
     * @param statement the statement of reasons; absent unless a moderator has rejected the comment
     */
    @Introspected
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(name = "ReceiptState")
    record ReceiptState(
            UUID id,
            CommentStatus status,
            Instant submittedAt,
            @Nullable Instant decidedAt,
            @Nullable RejectionReason reason,
            @Nullable StatementOfReasons statement) {}
}
