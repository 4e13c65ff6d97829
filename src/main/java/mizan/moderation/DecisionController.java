package mizan.moderation;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.Decision;
import mizan.comment.ProposedDecision;
import mizan.comment.Verdict;
import mizan.moderator.ForModerators;
import mizan.moderator.Moderator;
import mizan.platform.Problems;
import mizan.platform.RequestReader;

/** Decides on one comment. */
@Controller("/api/v1/moderation/comments/{id}")
@Secured(SecurityRule.IS_AUTHENTICATED)
@ExecuteOn(TaskExecutors.BLOCKING)
@ForModerators
class DecisionController {

    private final Decisions decisions;
    private final ModerationQueue queue;
    private final QueueFilters filters;
    private final Problems problems;
    private final RequestReader reader;
    private final Clock clock;

    DecisionController(
            Decisions decisions,
            ModerationQueue queue,
            QueueFilters filters,
            Problems problems,
            RequestReader reader,
            Clock clock) {
        this.decisions = decisions;
        this.queue = queue;
        this.filters = filters;
        this.problems = problems;
        this.reader = reader;
        this.clock = clock;
    }

    /** Makes a comment public. */
    @Post("/approve")
    @Decides
    HttpResponse<?> approve(
            HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, UUID id, @Body byte[] body) {
        return decide(request, moderator, id, body, Verdict.APPROVE);
    }

    /** Refuses a comment, with a reason. */
    @Post("/reject")
    @Decides
    HttpResponse<?> reject(
            HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, UUID id, @Body byte[] body) {
        return decide(request, moderator, id, body, Verdict.REJECT);
    }

    /** Takes a decision back: the comment waits again. */
    @Post("/reopen")
    @Decides
    HttpResponse<?> reopen(
            HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, UUID id, @Body byte[] body) {
        return decide(request, moderator, id, body, Verdict.REOPEN);
    }

    private HttpResponse<?> decide(HttpRequest<?> request, Moderator moderator, UUID id, byte[] body, Verdict verdict) {
        filters.requireDecider(moderator);
        DecisionRequest wanted = reader.json(request, body, DecisionRequest.class);
        int version = wanted.seenVersion();
        Decision decision =
                wanted.decision(verdict, moderator.name(), clock.instant().truncatedTo(ChronoUnit.MICROS));
        CommentId comment = new CommentId(id);
        DecisionOutcome outcome = decisions.decide(moderator, new ProposedDecision(comment, version, decision));
        if (outcome instanceof DecisionOutcome.Decided(QueuedComment decided) && decided != null) {
            return HttpResponse.ok(decided);
        }
        Optional<Refusal> refusal = Refusal.of(outcome);
        return refusal.isPresent()
                ? refusal.get().response(request, problems)
                // Its author may have withdrawn it since.
                : queue.find(comment)
                        .<HttpResponse<?>>map(HttpResponse::ok)
                        .orElseGet(() -> problems.response(request, ModerationProblems.NO_SUCH_COMMENT));
    }
}
