package mizan.scoring;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.function.BiFunction;
import mizan.platform.http.ProblemException;
import mizan.platform.http.RateLimitHeaders;
import mizan.platform.http.client.ClientAddresses;
import mizan.platform.http.request.StrictBodyReader;
import mizan.scoring.ScoringException.Status;
import org.jspecify.annotations.Nullable;

/** Answers the requests that other systems send to the Perspective API: they only change its address. */
@Controller("/v1alpha1")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
@Tag(name = "For other systems")
@ApiResponse(
        responseCode = "400",
        description = "The request is not valid, or the site has no scores",
        content = @Content(mediaType = "application/json", schema = @Schema(implementation = ScoringError.class)))
@ApiResponse(
        responseCode = "403",
        description = "The request has no key",
        content = @Content(mediaType = "application/json", schema = @Schema(implementation = ScoringError.class)))
@ApiResponse(
        responseCode = "429",
        description = "Too many requests",
        content = @Content(mediaType = "application/json", schema = @Schema(implementation = ScoringError.class)))
@ApiResponse(responseCode = "406", ref = "NotAcceptable")
@ApiResponse(responseCode = "413", ref = "TooLarge")
@ApiResponse(responseCode = "415", ref = "UnsupportedMediaType")
@ApiResponse(responseCode = "500", ref = "InternalError")
@ApiResponse(responseCode = "503", ref = "Unavailable")
class ScoringController {

    private final Scorer scorer;
    private final ScoringAccess access;
    private final ClientAddresses addresses;
    private final StrictBodyReader reader;

    ScoringController(Scorer scorer, ScoringAccess access, ClientAddresses addresses, StrictBodyReader reader) {
        this.scorer = scorer;
        this.access = access;
        this.addresses = addresses;
        this.reader = reader;
    }

    /**
     * Scores a text, in the format of the Perspective API.
     *
     * @param key the API key; it can also be sent in the header {@code X-Goog-Api-Key}
     */
    @Post("/comments:analyze")
    @RequestBody(content = @Content(schema = @Schema(implementation = AnalyzeRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The scores",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = AnalyzeResponse.class)))
    HttpResponse<?> analyze(
            HttpRequest<?> request,
            @QueryValue @Nullable String key,
            @Header("X-Goog-Api-Key") @Nullable String keyHeader,
            @Body byte[] body) {
        return answer(
                request,
                key == null ? keyHeader : key,
                (site, asked) -> scorer.analyze(site, reader.json(asked, body, AnalyzeRequest.class)));
    }

    /**
     * Takes a suggested score, in the format of the Perspective API. It is checked and acknowledged, but nothing is learned
     * from it: the service learns from the decisions of its own moderators.
     *
     * @param key the API key; it can also be sent in the header {@code X-Goog-Api-Key}
     */
    @Post("/comments:suggestscore")
    @RequestBody(content = @Content(schema = @Schema(implementation = SuggestRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The acknowledgement",
            content =
                    @Content(mediaType = "application/json", schema = @Schema(implementation = SuggestResponse.class)))
    HttpResponse<?> suggest(
            HttpRequest<?> request,
            @QueryValue @Nullable String key,
            @Header("X-Goog-Api-Key") @Nullable String keyHeader,
            @Body byte[] body) {
        return answer(
                request,
                key == null ? keyHeader : key,
                (site, asked) -> scorer.suggest(site, reader.json(asked, body, SuggestRequest.class)));
    }

    private HttpResponse<?> answer(
            HttpRequest<?> request, @Nullable String key, BiFunction<String, HttpRequest<?>, Object> work) {
        return switch (access.check(key, addresses.of(request))) {
            case ScoringAccess.Decision.Granted(String site) -> answerOrError(request, site, work);
            case ScoringAccess.Decision.NoKey _ ->
                error(ScoringException.of(
                        Status.PERMISSION_DENIED, "API_KEY_MISSING", "The request is missing a valid API key."));
            case ScoringAccess.Decision.WrongKey _ ->
                error(ScoringException.of(
                        Status.INVALID_ARGUMENT, "API_KEY_INVALID", "API key not valid. Please pass a valid API key."));
            case ScoringAccess.Decision.Limited(var exceeded) -> {
                MutableHttpResponse<?> refused = error(ScoringException.of(
                        Status.RESOURCE_EXHAUSTED, "RATE_LIMIT_EXCEEDED", "Quota exceeded: try again later."));
                RateLimitHeaders.set(refused, exceeded);
                yield refused;
            }
        };
    }

    private static HttpResponse<?> answerOrError(
            HttpRequest<?> request, String site, BiFunction<String, HttpRequest<?>, Object> work) {
        try {
            return HttpResponse.ok(work.apply(site, request)).header("Cache-Control", "no-store");
        } catch (ScoringException e) {
            return error(e);
        } catch (ProblemException _) {
            return error(ScoringException.invalid("Invalid JSON payload received."));
        }
    }

    private static MutableHttpResponse<?> error(ScoringException thrown) {
        return HttpResponse.status(HttpStatus.valueOf(thrown.status().code()))
                .header("Cache-Control", "no-store")
                .body(ScoringError.of(thrown));
    }
}
