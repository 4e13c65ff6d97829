package mizan.screening.classifier;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The area under the ROC curve: the probability that a rejected comment has a higher score than an approved one.
 *
 * @param value 0.5 for scores without meaning, 1 for perfect ones
 * @param lowerBound the lower end of the 95 % confidence interval by DeLong (1988)
 */
public record Auc(double value, double lowerBound) {

    private static final double NORMAL_975 = 1.959964;

    /** Without comments of both kinds nothing is known: both numbers are 0. */
    static Auc of(double[] scores, boolean[] isRejected) {
        double[] rejected = sorted(scores, isRejected, true);
        double[] approved = sorted(scores, isRejected, false);
        if (rejected.length < 2 || approved.length < 2) {
            return new Auc(0, 0);
        }
        double[] ofRejected = Arrays.stream(rejected)
                .map(score -> shareBelow(approved, score))
                .toArray();
        double[] ofApproved = Arrays.stream(approved)
                .map(score -> 1 - shareBelow(rejected, score))
                .toArray();
        double auc = mean(ofRejected);
        double deviation = Math.sqrt(variance(ofRejected) / rejected.length + variance(ofApproved) / approved.length);
        return new Auc(auc, Math.max(0, auc - NORMAL_975 * deviation));
    }

    private static double[] sorted(double[] scores, boolean[] isRejected, boolean wanted) {
        return IntStream.range(0, scores.length)
                .filter(i -> isRejected[i] == wanted)
                .mapToDouble(i -> scores[i])
                .sorted()
                .toArray();
    }

    /** The share of values below a score; equal ones count half. */
    private static double shareBelow(double[] sorted, double score) {
        int below = insertionPoint(sorted, score, false);
        int notAbove = insertionPoint(sorted, score, true);
        return (below + notAbove) / 2.0 / sorted.length;
    }

    private static int insertionPoint(double[] sorted, double score, boolean afterEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (sorted[middle] < score || (afterEqual && sorted[middle] == score)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElse(0);
    }

    private static double variance(double[] values) {
        double mean = mean(values);
        return Arrays.stream(values)
                        .map(value -> (value - mean) * (value - mean))
                        .sum()
                / (values.length - 1);
    }
}
