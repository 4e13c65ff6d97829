package mizan.screening.classifier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** How judgements improve with the number of decisions. */
public final class LearningCurve {

    private static final List<Integer> SIZES = List.of(50, 100, 200, 500, 1_000, 2_000);

    private LearningCurve() {}

    /**
     * A point of the curve.
     *
     * @param decisions the number of decisions that the models were trained with
     * @param macroF1 of held-back comments
     * @param auc of held-back comments
     */
    public record Point(int decisions, double macroF1, double auc) {}

    /** Each point is the result for all comments, judged by models that were trained with a part of the other folds. */
    static List<Point> of(List<Example> examples, int[] folds, long seed) {
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, examples.size()).boxed().toList());
        Collections.shuffle(order, new Random(seed));
        List<Point> points = new ArrayList<>();
        for (int size : SIZES) {
            if (size > examples.size() * (Folds.NUMBER - 1) / Folds.NUMBER) {
                break;
            }
            Evaluation evaluation = judge(examples, folds, order, size).evaluate();
            points.add(new Point(
                    size, evaluation.accuracy().macroF1(), evaluation.auc().value()));
        }
        return points;
    }

    private static CrossValidation judge(List<Example> examples, int[] folds, List<Integer> order, int size) {
        double[] margins = new double[folds.length];
        for (int fold = 0; fold < Folds.NUMBER; fold++) {
            int heldBack = fold;
            List<Example> training = order.stream()
                    .filter(i -> folds[i] != heldBack)
                    .limit(size)
                    .map(examples::get)
                    .toList();
            if (!CrossValidation.hasBothClasses(training)) {
                continue;
            }
            CrossValidation.checkInterrupted();
            LinearModel model = LinearModel.train(training);
            for (int i = 0; i < folds.length; i++) {
                if (folds[i] == fold) {
                    margins[i] = model.margin(examples.get(i).grams());
                }
            }
        }
        return new CrossValidation(margins, CrossValidation.labels(examples), folds);
    }
}
