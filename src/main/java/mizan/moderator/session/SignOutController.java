package mizan.moderator.session;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Delete;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import mizan.moderator.ModeratorApi;
import mizan.moderator.Moderators;
import mizan.moderator.RequiresSignIn;

/** Signs programs out. */
@Controller("/api/v1/tokens")
@RequiresSignIn(role = false)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = ModeratorApi.TAG)
@SecurityRequirement(name = ModeratorApi.SCHEME)
class SignOutController {

    private final Moderators moderators;
    private final SessionCookie sessionCookie;

    SignOutController(Moderators moderators, SessionCookie sessionCookie) {
        this.moderators = moderators;
        this.sessionCookie = sessionCookie;
    }

    /**
     * Signs out: ends every session of the account, in all programs and browsers, and releases its claims. A token of the
     * OpenID provider stays valid until it expires.
     */
    @Delete
    @ApiResponse(responseCode = "204", description = "Signed out")
    @ApiResponse(responseCode = "401", ref = "SignInRequired")
    @ApiResponse(responseCode = "403", ref = "NotAllowed")
    @ApiResponse(responseCode = "500", ref = "InternalError")
    @ApiResponse(responseCode = "503", ref = "Unavailable")
    HttpResponse<?> signOut(HttpRequest<?> request) {
        CurrentModerator.of(request).ifPresent(moderators::signOut);
        MutableHttpResponse<?> response = HttpResponse.noContent();
        return SessionCookie.isUsed(request) ? response.cookie(sessionCookie.clear(request)) : response;
    }
}
