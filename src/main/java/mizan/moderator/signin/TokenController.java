package mizan.moderator.signin;

import static io.swagger.v3.oas.annotations.media.Schema.RequiredMode.REQUIRED;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import mizan.moderator.ModeratorApi;
import mizan.moderator.Moderators;
import mizan.moderator.Session;
import mizan.moderator.session.SessionTokens;
import mizan.platform.http.FieldViolation;
import mizan.platform.http.ProblemException;
import mizan.platform.http.ProblemResponses;
import mizan.platform.http.ProblemType;
import mizan.platform.http.client.ClientAddresses;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.StrictBodyReader;
import org.jspecify.annotations.Nullable;

/** Issues tokens to programs. */
@Controller("/api/v1/tokens")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = ModeratorApi.TAG)
@ApiResponse(responseCode = "406", ref = "NotAcceptable")
@ApiResponse(responseCode = "500", ref = "InternalError")
@ApiResponse(responseCode = "503", ref = "Unavailable")
class TokenController {

    private final Moderators moderators;
    private final SignInThrottle throttle;
    private final ClientAddresses addresses;
    private final SessionTokens tokens;
    private final StrictBodyReader reader;
    private final ProblemResponses problems;

    TokenController(
            Moderators moderators,
            SignInThrottle throttle,
            ClientAddresses addresses,
            SessionTokens tokens,
            StrictBodyReader reader,
            ProblemResponses problems) {
        this.moderators = moderators;
        this.throttle = throttle;
        this.addresses = addresses;
        this.tokens = tokens;
        this.reader = reader;
        this.problems = problems;
    }

    /** Signs a moderator in. */
    @Post
    @BodyErrorResponses
    @RequestBody(content = @Content(schema = @Schema(implementation = Credentials.class)))
    @ApiResponse(
            responseCode = "200",
            description = "A token for the Authorization header",
            content = @Content(schema = @Schema(implementation = Token.class)))
    @ApiResponse(responseCode = "401", ref = "SignInRequired")
    @ApiResponse(responseCode = "429", ref = "TooManyRequests")
    HttpResponse<?> signIn(HttpRequest<?> request, @Body byte[] body) {
        Credentials credentials = reader.json(request, body, Credentials.class);
        String username = credentials.username();
        String password = credentials.password();
        if (username == null || password == null) {
            throw new ProblemException(ProblemType.INVALID_REQUEST, missing(username, password));
        }
        return throttle.attempt(
                        username, addresses.of(request), priority -> moderators.signIn(username, password, priority))
                .<HttpResponse<?>>map(session -> HttpResponse.ok(token(session)))
                .orElseGet(() -> problems.response(request, ProblemType.SIGN_IN_REQUIRED));
    }

    private Token token(Session session) {
        return new Token(
                tokens.token(session),
                "Bearer",
                Math.toIntExact(tokens.lifetime().toSeconds()));
    }

    private static List<FieldViolation> missing(@Nullable String username, @Nullable String password) {
        List<FieldViolation> violations = new ArrayList<>();
        if (username == null) {
            violations.add(FieldViolation.of("username", "required"));
        }
        if (password == null) {
            violations.add(FieldViolation.of("password", "required"));
        }
        return violations;
    }

    /** A sign-in request. */
    @Introspected
    @Schema(name = "Credentials")
    record Credentials(
            @Schema(requiredMode = REQUIRED, nullable = false) @Nullable String username,

            @Schema(requiredMode = REQUIRED, nullable = false) @Nullable String password) {

        @Override
        public String toString() {
            return "Credentials[…]";
        }
    }

    /**
     * A bearer token (RFC 6750).
     *
     * @param expiresIn seconds
     */
    @Introspected
    @Schema(name = "Token")
    record Token(String accessToken, String tokenType, int expiresIn) {

        @Override
        public String toString() {
            return "Token[…]";
        }
    }
}
