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

/** Claims comments for a moderator, and releases them. */
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

    /** Claims the oldest unclaimed pending comments for five minutes. No other moderator gets them during that time. */
    @Post
    @BodyErrorResponses
    @ApiResponse(responseCode = "200", description = "The claimed comments", useReturnTypeSchema = true)
    @ApiResponse(responseCode = "404", ref = "NoSuchSite")
    @RequestBody(content = @Content(schema = @Schema(implementation = ClaimRequest.class)))
    ClaimedComments claim(HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, @Body byte[] body) {
        ClaimRequest claimRequest = reader.json(request, body, ClaimRequest.class);
        int limit = claimRequest.limit() == null ? DEFAULT_LIMIT : claimRequest.limit();
        return claims.claim(moderator, access.permittedSites(moderator, claimRequest.site()), PageLimit.check(limit));
    }

    /** Releases all claims of the moderator. */
    @Delete
    @Status(HttpStatus.NO_CONTENT)
    @ApiResponse(responseCode = "204", description = "The claims are released")
    void release(@Parameter(hidden = true) Moderator moderator) {
        access.requireDecider(moderator);
        claims.release(moderator);
    }

    /**
     * The body of a claim request.
     *
     * @param limit 1 to 200; 10 if absent
     * @param site the site of the comments; all sites of the moderator if absent
     */
    @Introspected
    @Schema(name = "ClaimRequest")
    record ClaimRequest(@Nullable Integer limit, @Nullable String site) {}
}
