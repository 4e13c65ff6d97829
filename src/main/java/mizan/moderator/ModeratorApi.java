package mizan.moderator;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks the controllers of the API for moderators: requires a sign-in and describes the routes in the OpenAPI document. */
@RequiresSignIn(polled = true)
@Tag(name = ModeratorApi.TAG)
@SecurityRequirement(name = ModeratorApi.SCHEME)
@ApiResponse(responseCode = "401", ref = "SignInRequired")
@ApiResponse(responseCode = "403", ref = "NotAllowed")
@ApiResponse(responseCode = "406", ref = "NotAcceptable")
@ApiResponse(responseCode = "500", ref = "InternalError")
@ApiResponse(responseCode = "503", ref = "Unavailable")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ModeratorApi {

    /** The heading of the routes in the OpenAPI document. */
    String TAG = "For moderators";

    /** The name of the security scheme in the OpenAPI document. */
    String SCHEME = "token";
}
