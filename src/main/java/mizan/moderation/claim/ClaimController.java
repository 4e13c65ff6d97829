package mizan.moderation.claim;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Status;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import mizan.moderation.SiteAccess;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.platform.http.BodyErrorResponses;
import mizan.platform.http.PageLimit;
import mizan.platform.http.StrictBodyReader;
import org.jspecify.annotations.Nullable;

/** Hands comments out, and takes them back. */
@Controller("/api/v1/moderation/claims")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class ClaimController {

    private static final int DEFAULT_LIMIT = 10;

    private final Claims claims;
    private final SiteAccess access;
    private final StrictBodyReader reader;

    ClaimController(Claims claims, SiteAccess access, StrictBodyReader reader) {
        this.claims = claims;
        this.access = access;
        this.reader = reader;
    }

    /** Hands out the oldest pending comments that nobody holds; for five minutes nobody else gets them. */
    @Post
    @BodyErrorResponses
    @ApiResponse(responseCode = "200", description = "What was handed out", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    @RequestBody(content = @Content(schema = @Schema(implementation = ClaimRequest.class)))
    ClaimedComments claim(HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, @Body byte[] body) {
        ClaimRequest wanted = reader.json(request, body, ClaimRequest.class);
        int limit = wanted.limit() == null ? DEFAULT_LIMIT : wanted.limit();
        return claims.claim(moderator, access.permittedSites(moderator, wanted.site()), PageLimit.check(limit));
    }

    /** Lets go of all that the moderator holds. */
    @Delete
    @Status(HttpStatus.NO_CONTENT)
    @ApiResponse(responseCode = "204", description = "Nothing is held any more")
    void release(@Parameter(hidden = true) Moderator moderator) {
        access.requireDecider(moderator);
        claims.release(moderator);
    }

    /**
     * How much a moderator wants to take.
     *
     * @param limit 1 to 200; 10 if absent
     * @param site of one site, or of all that are theirs
     */
    @Introspected
    @Schema(name = "ClaimRequest")
    record ClaimRequest(@Nullable Integer limit, @Nullable String site) {}
}
