package mizan.screening.learning;

import java.time.Instant;
import java.util.List;
import mizan.screening.classifier.Evaluation;
import mizan.screening.classifier.LearningCurve;
import org.jspecify.annotations.Nullable;

/**
 * What the service has learned from the decisions of one site.
 *
 * @param trainedAt null if it was never trained
 * @param evaluation the results on held-back decisions; null if there are no decisions of both kinds
 */
public record LearnedModel(
        String site,
        State state,
        @Nullable Instant trainedAt,
        @Nullable Evaluation evaluation,
        List<LearningCurve.Point> learningCurve) {

    /** Whether it says anything to moderators, and why not. */
    public enum State {
        /** It was not trained yet. */
        UNTRAINED,
        /** It is silent: there are fewer than 30 rejected or 30 approved comments. */
        TOO_FEW_DECISIONS,
        /** It is silent: the lower bound of its AUC is below 0.75. */
        NOT_GOOD_ENOUGH,
        /** Comments similar to rejected ones have a finding. */
        ACTIVE;

        static State of(@Nullable Evaluation evaluation) {
            if (evaluation == null || !evaluation.hasEnough()) {
                return TOO_FEW_DECISIONS;
            }
            return evaluation.isUseful() ? ACTIVE : NOT_GOOD_ENOUGH;
        }
    }
}
