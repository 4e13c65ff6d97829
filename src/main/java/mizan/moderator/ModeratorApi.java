package mizan.moderator;

import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Describes routes for those who are signed in. It protects nothing: {@code @Secured} does. */
@Tag(name = ModeratorApi.TAG)
@SecurityRequirement(name = ModeratorApi.SCHEME)
@ApiResponse(responseCode = "401", ref = "SignInRequired")
@ApiResponse(responseCode = "403", ref = "NotAllowed")
@ApiResponse(responseCode = "500", ref = "InternalError")
@ApiResponse(responseCode = "503", ref = "Unavailable")
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ModeratorApi {

    /** Their heading in the description. */
    String TAG = "For moderators";

    /** The security scheme's name there. */
    String SCHEME = "token";
}
