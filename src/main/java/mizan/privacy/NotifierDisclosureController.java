package mizan.privacy;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
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
import java.util.UUID;
import mizan.comment.CommentProblems;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.platform.http.ProblemResponses;
import mizan.platform.http.ProblemType;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.StrictBodyReader;

/** Discloses notifiers' e-mail addresses to the privacy officer. */
@Controller("/api/v1/moderation/notices/{id}/email")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class NotifierDisclosureController {

    private final EmailDisclosure disclosure;
    private final StrictBodyReader reader;
    private final ProblemResponses problems;

    NotifierDisclosureController(EmailDisclosure disclosure, StrictBodyReader reader, ProblemResponses problems) {
        this.disclosure = disclosure;
        this.reader = reader;
        this.problems = problems;
    }

    /**
     * Discloses the e-mail address of the sender of a notice. Requires the role PRIVACY and a purpose. The audit entry is
     * written before the response.
     *
     * @param id the notice
     */
    @Post
    @Operation(operationId = "discloseNotifier")
    @BodyErrorResponses
    @RequestBody(content = @Content(schema = @Schema(implementation = DisclosureController.DisclosureRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The address",
            content = @Content(schema = @Schema(implementation = DisclosureController.DisclosedAddress.class)))
    @ApiResponse(responseCode = "404", ref = "NoAddress")
    HttpResponse<?> disclose(
            HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, UUID id, @Body byte[] body) {
        if (!disclosure.isAllowedForNotice(moderator, id)) {
            return problems.response(request, ProblemType.NOT_ALLOWED);
        }
        String purpose =
                DisclosureController.purpose(reader.json(request, body, DisclosureController.DisclosureRequest.class)
                        .purpose());
        return switch (disclosure.discloseNotifier(moderator, id, purpose)) {
            case DisclosureOutcome.Disclosed(String email) ->
                HttpResponse.ok(new DisclosureController.DisclosedAddress(email));
            case DisclosureOutcome.NoSuchComment() -> problems.response(request, ProblemType.NOT_FOUND);
            case DisclosureOutcome.Unreadable() -> problems.response(request, CommentProblems.UNREADABLE_ADDRESS);
        };
    }
}
