package mizan.moderation;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
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
import mizan.comment.ProposedDecision;
import mizan.moderator.ForModerators;
import mizan.moderator.Moderator;
import mizan.platform.Languages;
import mizan.platform.ProblemType;
import mizan.platform.Problems;
import mizan.platform.ReadsBody;
import mizan.platform.RequestReader;

/** Decides on many comments at once, and takes that back. */
@Controller("/api/v1/moderation")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@ForModerators
class BatchController {

    private final Batches batches;
    private final BatchItems items;
    private final QueueFilters filters;
    private final RequestReader reader;
    private final Problems problems;
    private final Languages languages;

    BatchController(
            Batches batches,
            BatchItems items,
            QueueFilters filters,
            RequestReader reader,
            Problems problems,
            Languages languages) {
        this.batches = batches;
        this.items = items;
        this.filters = filters;
        this.reader = reader;
        this.problems = problems;
        this.languages = languages;
    }

    /** Decides on up to 500 comments; each succeeds or fails alone. */
    @Post("/decisions")
    @ReadsBody
    @RequestBody(content = @Content(schema = @Schema(implementation = BatchRequest.class)))
    @ApiResponse(
            responseCode = "200",
            description = "What became of each, in the order of the request",
            content = @Content(schema = @Schema(implementation = BatchAnswer.class)))
    BatchAnswer decide(HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, @Body byte[] body) {
        filters.requireDecider(moderator);
        List<BatchItems.Read> read = items.read(reader.json(request, body, BatchRequest.class), moderator);
        List<ProposedDecision> proposals = read.stream()
                .filter(BatchItems.Fine.class::isInstance)
                .map(item -> ((BatchItems.Fine) item).proposal())
                .toList();
        Batches.Made made = batches.decide(moderator, proposals);
        Iterator<DecisionOutcome> outcomes = made.outcomes().iterator();
        Locale language = languages.of(request);
        List<BatchAnswer.Result> results = new ArrayList<>();
        for (BatchItems.Read item : read) {
            results.add(
                    switch (item) {
                        case BatchItems.Fine(ProposedDecision proposal) -> result(proposal, outcomes.next(), language);
                        case BatchItems.Wrong(UUID id, var type, var faults) ->
                            new BatchAnswer.Result(
                                    id, type.status(), null, problems.problem(language, type, faults, null, null));
                    });
        }
        return new BatchAnswer(made.batch(), results);
    }

    /** Takes a batch back, but for what somebody has decided on since. Whose batch it is, or an ADMIN, may do so. */
    @Post("/batches/{batch}/undo")
    @ApiResponse(
            responseCode = "200",
            description = "What became of each",
            content = @Content(schema = @Schema(implementation = BatchAnswer.class)))
    @ApiResponse(responseCode = "400", ref = "MalformedRequest")
    @ApiResponse(responseCode = "404", ref = "NotFound")
    HttpResponse<?> undo(HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, UUID batch) {
        filters.requireDecider(moderator);
        return switch (batches.undo(moderator, batch)) {
            case UndoOutcome.Undone(var proposals, var outcomes) ->
                HttpResponse.ok(new BatchAnswer(
                        null,
                        IntStream.range(0, proposals.size())
                                .mapToObj(i -> result(proposals.get(i), outcomes.get(i), languages.of(request)))
                                .toList()));
            case UndoOutcome.NoSuchBatch _ -> problems.response(request, ProblemType.NOT_FOUND);
            case UndoOutcome.NotAllowed _ -> problems.response(request, ProblemType.NOT_ALLOWED);
        };
    }

    private BatchAnswer.Result result(ProposedDecision proposal, DecisionOutcome outcome, Locale language) {
        UUID id = proposal.comment().value();
        return Refusal.of(outcome)
                .map(refusal ->
                        new BatchAnswer.Result(id, refusal.type().status(), null, refusal.problem(language, problems)))
                .orElseGet(() -> new BatchAnswer.Result(id, HttpStatus.OK.getCode(), proposal.version() + 1, null));
    }
}
