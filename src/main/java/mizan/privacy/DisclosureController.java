package mizan.privacy;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.util.UUID;
import mizan.comment.CommentProblems;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemResponses;
import mizan.platform.http.ProblemType;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.StrictBodyReader;
import mizan.text.PlainText;
import mizan.text.TextValidation;
import mizan.text.TextViolation;
import org.jspecify.annotations.Nullable;

/** Discloses authors' e-mail addresses to the privacy officer. */
@Controller("/api/v1/moderation/comments/{id}/email")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class DisclosureController {

    private final EmailDisclosure disclosure;
    private final StrictBodyReader reader;
    private final ProblemResponses problems;

    DisclosureController(EmailDisclosure disclosure, StrictBodyReader reader, ProblemResponses problems) {
        this.disclosure = disclosure;
        this.reader = reader;
        this.problems = problems;
    }

    /**
     * Discloses the author's e-mail address. Requires the role PRIVACY and a purpose. The audit entry is written before the
     * response.
     */
    @Post
    @BodyErrorResponses
    @RequestBody(content = @Content(schema = @Schema(implementation = DisclosureRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The address",
            content = @Content(schema = @Schema(implementation = DisclosedAddress.class)))
    @ApiResponse(responseCode = "404", ref = "NoAddress")
    HttpResponse<?> disclose(
            HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, UUID id, @Body byte[] body) {
        if (!disclosure.isAllowed(moderator, id)) {
            return problems.response(request, ProblemType.NOT_ALLOWED);
        }
        DisclosureRequest disclosureRequest = reader.json(request, body, DisclosureRequest.class);
        return switch (disclosure.disclose(moderator, id, purpose(disclosureRequest.purpose()))) {
            case DisclosureOutcome.Disclosed(String email) -> HttpResponse.ok(new DisclosedAddress(email));
            case DisclosureOutcome.NoSuchComment() -> problems.response(request, CommentProblems.NO_SUCH_COMMENT);
            case DisclosureOutcome.Unreadable() -> problems.response(request, CommentProblems.UNREADABLE_ADDRESS);
        };
    }

    static String purpose(@Nullable String purpose) {
        return switch (PlainText.NOTE.check(purpose == null ? "" : purpose)) {
            case TextValidation.Valid(String text) -> text;
            case TextValidation.Invalid(TextViolation violation) ->
                throw ProblemException.invalid(FieldViolation.of("purpose", violation));
        };
    }

    /**
     * A request to see an e-mail address.
     *
     * @param purpose recorded in the audit trail: 1 to 1,000 user-perceived characters
     */
    @Introspected
    @Schema(name = "RevealRequest")
    record DisclosureRequest(
            @Schema(requiredMode = Schema.RequiredMode.REQUIRED, nullable = false) @Nullable String purpose) {}

    /** The whole e-mail address. Its string form does not contain it. */
    @Introspected
    @Schema(name = "RevealedAddress")
    record DisclosedAddress(String email) {

        @Override
        public String toString() {
            return "DisclosedAddress[…]";
        }
    }
}
