package mizan.moderation.decision;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mizan.comment.CommentProblems;
import mizan.moderation.ModerationProblems;
import mizan.moderation.queue.CurrentState;
import mizan.platform.http.Problem;
import mizan.platform.http.ProblemResponses;
import mizan.platform.http.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * The problem response for a decision that was not made.
 *
 * @param current the current state of the comment, in case of a conflict
 */
record DecisionProblem(ProblemType type, @Nullable CurrentState current) {

    /** Empty if the decision was made, now or before. */
    static Optional<DecisionProblem> of(DecisionOutcome outcome) {
        return switch (outcome) {
            case DecisionOutcome.Decided _, DecisionOutcome.Repeated _, DecisionOutcome.Unchanged _ -> Optional.empty();
            case DecisionOutcome.AlreadyDecided(var current) ->
                Optional.of(new DecisionProblem(ModerationProblems.ALREADY_DECIDED, current));
            case DecisionOutcome.ClaimedByAnother(var current) ->
                Optional.of(new DecisionProblem(ModerationProblems.CLAIMED_BY_ANOTHER, current));
            case DecisionOutcome.NoSuchComment _ ->
                Optional.of(new DecisionProblem(CommentProblems.NO_SUCH_COMMENT, null));
            case DecisionOutcome.NotAllowed _ -> Optional.of(new DecisionProblem(ProblemType.NOT_ALLOWED, null));
        };
    }

    HttpResponse<?> response(HttpRequest<?> request, ProblemResponses problems) {
        return current == null ? problems.response(request, type) : problems.conflict(request, type, current);
    }

    Problem problem(Locale language, ProblemResponses problems) {
        return problems.problem(language, type, List.of(), null, current);
    }
}
