package mizan.screening.classifier;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * How good judgements of held-back comments are.
 *
 * @param comments the number of judged comments
 * @param rejected how many of them were rejected
 * @param calibrationError the expected calibration error, 0 to 1
 */
public record Evaluation(int comments, int rejected, Auc auc, Accuracy accuracy, double calibrationError) {

    /** Fewer rejected or approved comments tell nothing, however good they look. */
    public static final int MIN_OF_EACH = 30;

    /** From this lower bound of the AUC on, a classifier is worth a moderator's attention. */
    public static final double MIN_AUC = 0.75;

    /** Whether the classifier may say anything to moderators. */
    @JsonIgnore
    public boolean isUseful() {
        return hasEnough() && auc.lowerBound() >= MIN_AUC;
    }

    /** Whether there are enough comments of both kinds. */
    public boolean hasEnough() {
        return rejected >= MIN_OF_EACH && comments - rejected >= MIN_OF_EACH;
    }

    /**
     * Right and wrong judgements, each from 0 to 1.
     *
     * @param precision the share of comments called similar that were rejected
     * @param recall the share of rejected comments that were called similar
     * @param macroF1 the mean of the F1 scores of both classes
     */
    public record Accuracy(double precision, double recall, double macroF1) {}
}
