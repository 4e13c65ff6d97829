package mizan.screening.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The margins of comments, each from a model that was trained without the comment's fold.
 *
 * @param folds the fold of each comment
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CrossValidation(double[] margins, boolean[] isRejected, int[] folds) {

    static CrossValidation run(List<Example> examples, int[] folds) {
        double[] margins = new double[folds.length];
        for (int fold : Arrays.stream(folds).distinct().toArray()) {
            List<Example> training = new ArrayList<>();
            for (int i = 0; i < folds.length; i++) {
                if (folds[i] != fold) {
                    training.add(examples.get(i));
                }
            }
            if (!hasBothClasses(training)) {
                continue;
            }
            checkInterrupted();
            LinearModel model = LinearModel.train(training);
            for (int i = 0; i < folds.length; i++) {
                if (folds[i] == fold) {
                    margins[i] = model.margin(examples.get(i).grams());
                }
            }
        }
        return new CrossValidation(margins, labels(examples), folds);
    }

    static boolean hasBothClasses(List<Example> examples) {
        return examples.stream().anyMatch(Example::isRejected)
                && !examples.stream().allMatch(Example::isRejected);
    }

    static boolean[] labels(List<Example> examples) {
        boolean[] isRejected = new boolean[examples.size()];
        for (int i = 0; i < isRejected.length; i++) {
            isRejected[i] = examples.get(i).isRejected();
        }
        return isRejected;
    }

    // Training takes seconds, and a replica that shuts down does not wait for it.
    static void checkInterrupted() {
        if (Thread.currentThread().isInterrupted()) {
            throw new IllegalStateException("Training was interrupted");
        }
    }

    /** The calibration for the model that is trained with all comments. */
    Calibration calibration() {
        return Calibration.fit(margins, isRejected);
    }

    /** How good the judgements are. The calibration of each fold comes from the other folds, too. */
    Evaluation evaluate() {
        double[] probabilities = new double[margins.length];
        boolean[] isSimilar = new boolean[margins.length];
        for (int fold : Arrays.stream(folds).distinct().toArray()) {
            Calibration calibration = calibration(other -> folds[other] != fold);
            for (int i = 0; i < margins.length; i++) {
                if (folds[i] == fold) {
                    probabilities[i] = calibration.probability(margins[i]);
                    isSimilar[i] = LinearModel.isSimilar(margins[i]);
                }
            }
        }
        Confusion confusion = Confusion.of(isSimilar, isRejected);
        return new Evaluation(
                margins.length,
                confusion.found() + confusion.missed(),
                Auc.of(margins, isRejected),
                new Evaluation.Accuracy(confusion.precision(), confusion.recall(), confusion.macroF1()),
                CalibrationError.of(probabilities, isRejected));
    }

    private Calibration calibration(IntPredicate isUsed) {
        int[] used = IntStream.range(0, margins.length).filter(isUsed).toArray();
        double[] usedMargins = Arrays.stream(used).mapToDouble(i -> margins[i]).toArray();
        boolean[] usedLabels = new boolean[used.length];
        for (int i = 0; i < used.length; i++) {
            usedLabels[i] = isRejected[used[i]];
        }
        return Calibration.fit(usedMargins, usedLabels);
    }
}
