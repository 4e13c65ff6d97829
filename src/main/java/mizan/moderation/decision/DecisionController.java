package mizan.moderation.decision;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Parameter;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import mizan.comment.CommentId;
import mizan.comment.CommentProblems;
import mizan.comment.Decision;
import mizan.comment.Verdict;
import mizan.moderation.SiteAccess;
import mizan.moderation.queue.ModerationQueue;
import mizan.moderation.queue.QueuedComment;
import mizan.moderator.Moderator;
import mizan.moderator.ModeratorApi;
import mizan.platform.http.EntityTags;
import mizan.platform.http.ProblemResponses;
import mizan.platform.http.ProblemType;
import mizan.platform.http.request.StrictBodyReader;

/** Decisions on one comment. */
@Controller("/api/v1/moderation/comments/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
@ModeratorApi
class DecisionController {

    private final Decisions decisions;
    private final ModerationQueue queue;
    private final SiteAccess access;
    private final ProblemResponses problems;
    private final StrictBodyReader reader;
    private final Clock clock;

    DecisionController(
            Decisions decisions,
            ModerationQueue queue,
            SiteAccess access,
            ProblemResponses problems,
            StrictBodyReader reader,
            Clock clock) {
        this.decisions = decisions;
        this.queue = queue;
        this.access = access;
        this.problems = problems;
        this.reader = reader;
        this.clock = clock;
    }

    /** Approves a comment: it becomes public. */
    @Post("/approve")
    @DecisionResponses
    HttpResponse<?> approve(
            HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, UUID id, @Body byte[] body) {
        return decide(request, moderator, id, body, Verdict.APPROVE);
    }

    /** Rejects a comment, with a reason. */
    @Post("/reject")
    @DecisionResponses
    HttpResponse<?> reject(
            HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, UUID id, @Body byte[] body) {
        return decide(request, moderator, id, body, Verdict.REJECT);
    }

    /** Reopens a decided comment: it is pending again. */
    @Post("/reopen")
    @DecisionResponses
    HttpResponse<?> reopen(
            HttpRequest<?> request, @Parameter(hidden = true) Moderator moderator, UUID id, @Body byte[] body) {
        return decide(request, moderator, id, body, Verdict.REOPEN);
    }

    private HttpResponse<?> decide(HttpRequest<?> request, Moderator moderator, UUID id, byte[] body, Verdict verdict) {
        access.requireDecider(moderator);
        DecisionRequest decisionRequest = reader.json(request, body, DecisionRequest.class);
        int version = decisionRequest.seenVersion();
        Decision decision = decisionRequest.decision(verdict, moderator.name(), clock.instant());
        CommentId comment = new CommentId(id);
        ProposedDecision proposal = new ProposedDecision(comment, version, decision);
        if (EntityTags.hasPrecondition(request)
                && decisions
                        .versionBefore(moderator, proposal)
                        .filter(current -> EntityTags.isPreconditionFailed(request, current))
                        .isPresent()) {
            return problems.response(request, ProblemType.PRECONDITION_FAILED);
        }
        DecisionOutcome outcome = decisions.decide(moderator, proposal);
        if (outcome instanceof DecisionOutcome.Decided(QueuedComment decided) && decided != null) {
            return HttpResponse.ok(decided);
        }
        Optional<DecisionProblem> refusal = DecisionProblem.of(outcome);
        return refusal.isPresent()
                ? refusal.get().response(request, problems)
                // The author may have withdrawn it in the meantime.
                : queue.find(comment, moderator)
                        .<HttpResponse<?>>map(HttpResponse::ok)
                        .orElseGet(() -> problems.response(request, CommentProblems.NO_SUCH_COMMENT));
    }
}
