package mizan.moderation.decision;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import mizan.moderation.queue.QueuedComment;
import mizan.platform.http.request.BodyErrorResponses;

/** OpenAPI: the body and the responses of a route that decides on one comment. */
@BodyErrorResponses
@RequestBody(content = @Content(schema = @Schema(implementation = DecisionRequest.class)))
@ApiResponse(
        responseCode = "200",
        description = "The comment after the decision",
        content = @Content(schema = @Schema(implementation = QueuedComment.class)))
@ApiResponse(responseCode = "404", ref = "NoSuchComment")
@ApiResponse(responseCode = "409", ref = "DecisionConflict")
@ApiResponse(responseCode = "412", ref = "PreconditionFailed")
@ApiResponse(responseCode = "428", ref = "VersionRequired")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface DecisionResponses {}
