package mizan.moderation.decision;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
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
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.IntStream;
import mizan.moderation.SiteAccess;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.platform.http.ProblemResponses;
import mizan.platform.http.ProblemType;
import mizan.platform.http.request.BodyErrorResponses;
import mizan.platform.http.request.BodyLimit;
import mizan.platform.http.request.StrictBodyReader;
import mizan.platform.i18n.Languages;

/** Decisions on many comments in one request, and their undo. */
@Controller("/api/v1/moderation")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class BatchController {

    private final Batches batches;
    private final BatchParser parser;
    private final SiteAccess access;
    private final StrictBodyReader reader;
    private final ProblemResponses problems;
    private final Languages languages;

    BatchController(
            Batches batches,
            BatchParser parser,
            SiteAccess access,
            StrictBodyReader reader,
            ProblemResponses problems,
            Languages languages) {
        this.batches = batches;
        this.parser = parser;
        this.access = access;
        this.reader = reader;
        this.problems = problems;
        this.languages = languages;
    }

    /** Decides on up to 500 comments; each succeeds or fails alone. */
    @Post("/decisions")
    @BodyLimit(BodyLimit.DECISIONS)
    @BodyErrorResponses
    @RequestBody(content = @Content(schema = @Schema(implementation = BatchRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "The results, in the order of the request",
            content = @Content(schema = @Schema(implementation = BatchResponse.class)))
    BatchResponse decide(HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, @Body byte[] body) {
        access.requireDecider(moderator);
        List<BatchParser.ParsedDecision> parsed =
                parser.parse(reader.json(request, body, BatchRequest.class), moderator);
        List<ProposedDecision> proposals = parsed.stream()
                .filter(BatchParser.Valid.class::isInstance)
                .map(item -> ((BatchParser.Valid) item).proposal())
                .toList();
        Batches.Result result = batches.decide(moderator, proposals);
        Iterator<DecisionOutcome> outcomes = result.outcomes().iterator();
        Locale language = languages.of(request);
        List<BatchResponse.Result> results = new ArrayList<>();
        for (BatchParser.ParsedDecision item : parsed) {
            results.add(
                    switch (item) {
                        case BatchParser.Valid(ProposedDecision proposal) ->
                            result(proposal, outcomes.next(), language);
                        case BatchParser.Invalid(UUID id, var type, var violations) ->
                            new BatchResponse.Result(
                                    id, type.status(), null, problems.problem(language, type, violations, null, null));
                    });
        }
        return new BatchResponse(result.batch(), results);
    }

    /** Undoes a batch, except for comments that were decided on since. Allowed for its moderator and for an ADMIN. */
    @Post("/batches/{batch}/undo")
    @ApiResponse(
            responseCode = "200",
            description = "The results",
            content = @Content(schema = @Schema(implementation = BatchResponse.Undo.class)))
    @ApiResponse(responseCode = "400", ref = "MalformedRequest")
    @ApiResponse(responseCode = "404", ref = "NotFound")
    HttpResponse<?> undo(HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, UUID batch) {
        access.requireDecider(moderator);
        return switch (batches.undo(moderator, batch)) {
            case UndoOutcome.Undone(var proposals, var outcomes) ->
                HttpResponse.ok(new BatchResponse.Undo(IntStream.range(0, proposals.size())
                        .mapToObj(i -> result(proposals.get(i), outcomes.get(i), languages.of(request)))
                        .toList()));
            case UndoOutcome.NoSuchBatch _ -> problems.response(request, ProblemType.NOT_FOUND);
            case UndoOutcome.NotAllowed _ -> problems.response(request, ProblemType.NOT_ALLOWED);
        };
    }

    private BatchResponse.Result result(ProposedDecision proposal, DecisionOutcome outcome, Locale language) {
        UUID id = proposal.comment().value();
        return DecisionProblem.of(outcome)
                .map(refusal -> new BatchResponse.Result(
                        id, refusal.type().status(), null, refusal.problem(language, problems)))
                .orElseGet(
                        () -> new BatchResponse.Result(id, HttpStatus.OK.getCode(), version(proposal, outcome), null));
    }

    private static int version(ProposedDecision proposal, DecisionOutcome outcome) {
        return outcome instanceof DecisionOutcome.Unchanged(int version) ? version : proposal.version() + 1;
    }
}
