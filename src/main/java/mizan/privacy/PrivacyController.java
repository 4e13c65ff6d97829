package mizan.privacy;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.io.InputStream;
import mizan.comment.erasure.PublishedText;
import mizan.email.EmailAddress;
import mizan.email.EmailValidation;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.StrictBodyReader;
import mizan.text.TextViolation;
import org.jspecify.annotations.Nullable;

/** Exports and erases all data about an e-mail address. Requires the role PRIVACY. */
@Controller("/api/v1/privacy")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class PrivacyController {

    private final AuthorExport export;
    private final AuthorErasure erasure;
    private final StrictBodyReader reader;

    PrivacyController(AuthorExport export, AuthorErasure erasure, StrictBodyReader reader) {
        this.export = export;
        this.erasure = erasure;
        this.reader = reader;
    }

    /**
     * Exports all data about an e-mail address on all sites. An address without comments has an empty export. The audit entry
     * is written before the response, without the address.
     */
    @Post("/exports")
    @BodyErrorResponses
    @Operation(operationId = "exportPersonalData")
    @RequestBody(content = @Content(schema = @Schema(implementation = ExportRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The data",
            content = @Content(schema = @Schema(implementation = PersonalDataExport.class)))
    HttpResponse<InputStream> export(
            HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, @Body byte[] body) {
        export.requireOfficer(moderator);
        EmailAddress address =
                address(reader.json(request, body, ExportRequest.class).email());
        return HttpResponse.ok(export.open(moderator, address).stream()).contentType(MediaType.APPLICATION_JSON_TYPE);
    }

    /**
     * Erases all data about an e-mail address on all sites. Approved texts stay published without their author, unless
     * {@code keepText} is false; pending and rejected comments are erased wholly. If the request fails, the same request
     * erases the rest.
     */
    @Post("/erasures")
    @BodyErrorResponses
    @Operation(operationId = "erasePersonalData")
    @RequestBody(content = @Content(schema = @Schema(implementation = ErasureRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "Erased",
            content = @Content(schema = @Schema(implementation = ErasureResult.class)))
    ErasureResult erase(HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, @Body byte[] body) {
        erasure.requireOfficer(moderator);
        ErasureRequest erasureRequest = reader.json(request, body, ErasureRequest.class);
        PublishedText text =
                Boolean.FALSE.equals(erasureRequest.keepText()) ? PublishedText.ERASED : PublishedText.KEPT;
        return new ErasureResult(erasure.erase(moderator, address(erasureRequest.email()), text));
    }

    private static EmailAddress address(@Nullable String email) {
        return switch (EmailValidation.of(email)) {
            case EmailValidation.Valid(EmailAddress address) -> address;
            case EmailValidation.Invalid(TextViolation violation) ->
                throw ProblemException.invalid(FieldViolation.of("email", violation));
        };
    }

    /** A request for all data about an address. */
    @Introspected
    @Schema(name = "ExportRequest")
    record ExportRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable String email) {

        @Override
        public String toString() {
            return "ExportRequest[…]";
        }
    }

    /**
     * A request to erase all data about an address.
     *
     * @param keepText whether approved texts stay published without their author; true if absent
     */
    @Introspected
    @Schema(name = "ErasureRequest")
    record ErasureRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable String email,

            @Nullable Boolean keepText) {

        @Override
        public String toString() {
            return "ErasureRequest[…]";
        }
    }

    /** @param comments the number of comments whose author was erased */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @Schema(name = "ErasureResult")
    record ErasureResult(long comments) {}
}
