package mizan.screening.rule;

import java.util.Optional;
import mizan.screening.classifier.Judgement;
import mizan.text.FoldedText;

/**
 * Finds comments that are similar to those that the site's moderators reject, with the probability of a rejection and the
 * places that told most. It is silent until the service has learned enough.
 */
final class SimilarToRejectedRule implements Rule {

    private final Judge judge;

    SimilarToRejectedRule(Judge judge) {
        this.judge = judge;
    }

    /** Judges a text by the decisions of a site; empty while nothing is learned. */
    @FunctionalInterface
    interface Judge {

        Optional<Judgement> judge(String site, FoldedText text);
    }

    @Override
    public ScreeningRule id() {
        return ScreeningRule.SIMILAR_TO_REJECTED;
    }

    @Override
    public Optional<Match> check(ScreenedComment comment, ScreeningPolicy policy) {
        return judge.judge(comment.site(), comment.folded())
                .filter(Judgement::isSimilar)
                .map(judgement -> new Match(percent(judgement.probability()), judgement.telling()));
    }

    private static String percent(double probability) {
        return Math.round(probability * 100) + " %";
    }
}
