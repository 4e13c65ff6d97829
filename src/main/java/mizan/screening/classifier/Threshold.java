package mizan.screening.classifier;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** Finds the margin that separates rejected from approved comments best. */
final class Threshold {

    private Threshold() {}

    /** The threshold with the highest macro-F1: both classes count the same, however rare one is. */
    static double best(double[] margins, boolean[] isRejected) {
        List<Integer> descending = IntStream.range(0, margins.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> margins[i]).reversed())
                .toList();
        int rejected = (int) descending.stream().filter(i -> isRejected[i]).count();
        int found = 0;
        double best = Double.POSITIVE_INFINITY;
        double bestScore = -1;
        for (int taken = 1; taken <= descending.size(); taken++) {
            int last = descending.get(taken - 1);
            found += isRejected[last] ? 1 : 0;
            double next = taken == descending.size() ? margins[last] : margins[descending.get(taken)];
            if (taken < descending.size() && next == margins[last]) {
                continue;
            }
            Confusion confusion =
                    new Confusion(found, taken - found, rejected - found, margins.length - taken - (rejected - found));
            if (confusion.macroF1() > bestScore) {
                bestScore = confusion.macroF1();
                best = (margins[last] + next) / 2;
            }
        }
        return best;
    }
}
