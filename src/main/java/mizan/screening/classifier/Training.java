package mizan.screening.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Collects decided comments, and trains a classifier with them. Only their hashed features are kept. Memory is bounded:
 * {@link #add} refuses further comments.
 */
public final class Training {

    /** Enough for the learning curve to be flat. */
    public static final int MAX_COMMENTS = 5_000;

    /** The features of all comments: 60 MB while a model is trained. */
    private static final int MAX_FEATURES = 2_000_000;

    /** Results do not depend on when they are computed. */
    private static final long SEED = 20_261_130;

    private final List<Example> examples = new ArrayList<>();
    private int features;

    /** Adds a comment; returns whether there is room for more. */
    public boolean add(LabelledText text) {
        Example example = text.toExample(true);
        examples.add(example);
        features += example.grams().size();
        return examples.size() < MAX_COMMENTS && features < MAX_FEATURES;
    }

    public int size() {
        return examples.size();
    }

    /** Empty if all comments are approved, or all are rejected. */
    public Optional<Result> train() {
        return train(examples);
    }

    private static Optional<Result> train(List<Example> examples) {
        if (!CrossValidation.hasBothClasses(examples)) {
            return Optional.empty();
        }
        int[] folds = Folds.random(examples, SEED);
        CrossValidation validation = CrossValidation.run(examples, folds);
        Classifier classifier = new Classifier(LinearModel.train(examples), validation.calibration());
        return Optional.of(new Result(classifier, validation.evaluate(), LearningCurve.of(examples, folds, SEED)));
    }

    /**
     * Trains a classifier with a corpus of any size, to measure it.
     *
     * @param isFolded false to measure what folding is worth; the classifier itself always folds
     */
    public static Optional<Result> measure(List<LabelledText> texts, boolean isFolded) {
        return train(texts.stream().map(text -> text.toExample(isFolded)).toList());
    }

    /** The result for texts of sources that the classifier has not seen; null if all come from one source. */
    public static @Nullable Evaluation measureUnseenSources(List<LabelledText> texts, boolean isFolded) {
        int[] folds = Folds.bySource(texts);
        List<Example> examples =
                texts.stream().map(text -> text.toExample(isFolded)).toList();
        return Arrays.stream(folds).distinct().count() < 2
                ? null
                : CrossValidation.run(examples, folds).evaluate();
    }

    /**
     * A trained classifier.
     *
     * @param evaluation the results of five-fold cross-validation
     */
    public record Result(Classifier classifier, Evaluation evaluation, List<LearningCurve.Point> learningCurve) {}
}
