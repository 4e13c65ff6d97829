package mizan.screening.classifier;

import de.bwaldvogel.liblinear.Feature;
import de.bwaldvogel.liblinear.FeatureNode;
import de.bwaldvogel.liblinear.Linear;
import de.bwaldvogel.liblinear.Model;
import de.bwaldvogel.liblinear.Parameter;
import de.bwaldvogel.liblinear.Problem;
import de.bwaldvogel.liblinear.SolverType;
import java.util.List;

/**
 * A weight for each feature, in one byte: 512 KiB with the importance of the features.
 *
 * @param weights in steps of {@code scale}, to be multiplied with the values of the features
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LinearModel(Importance importance, byte[] weights, float scale, float bias) {

    /** How much errors cost, compared with large weights: the parameter C of LIBLINEAR. */
    private static final double COST = 10;

    /** A tighter tolerance takes longer, and changes no decision. */
    private static final double TOLERANCE = 0.01;

    static {
        Linear.disableDebugOutput();
    }

    /**
     * Trains a logistic regression. Both classes count the same, however many comments were rejected. The optimiser is
     * deterministic, and needs no random numbers.
     */
    static LinearModel train(List<Example> examples) {
        Importance importance = Importance.of(examples);
        Problem problem = new Problem();
        problem.l = examples.size();
        problem.n = NGrams.FEATURES + 1;
        problem.x = examples.stream()
                .map(example -> features(example.grams(), importance))
                .toArray(Feature[][]::new);
        problem.y = examples.stream()
                .mapToDouble(example -> example.isRejected() ? 1 : 0)
                .toArray();
        double rejected = examples.stream().filter(Example::isRejected).count();
        Parameter parameter = new Parameter(SolverType.L2R_LR, COST, TOLERANCE);
        parameter.setWeights(
                new double[] {problem.l / 2.0 / rejected, problem.l / 2.0 / (problem.l - rejected)}, new int[] {1, 0});
        Model model = Linear.train(problem, parameter);
        // The weights speak for the class that came first.
        return quantised(importance, model.getFeatureWeights(), model.getLabels()[0] == 1 ? 1 : -1);
    }

    private static Feature[] features(NGrams text, Importance importance) {
        double[] values = importance.vector(text);
        Feature[] features = new Feature[values.length + 1];
        for (int i = 0; i < values.length; i++) {
            features[i] = new FeatureNode(text.feature(i) + 1, values[i]);
        }
        features[values.length] = new FeatureNode(NGrams.FEATURES + 1, 1);
        return features;
    }

    private static LinearModel quantised(Importance importance, double[] trained, int sign) {
        double largest = 0;
        for (int i = 0; i < NGrams.FEATURES; i++) {
            largest = Math.max(largest, Math.abs(trained[i]));
        }
        float scale = (float) (largest / Byte.MAX_VALUE);
        byte[] weights = new byte[NGrams.FEATURES];
        for (int i = 0; i < weights.length && scale > 0; i++) {
            weights[i] = (byte) (sign * Math.round(trained[i] / scale));
        }
        return new LinearModel(importance, weights, scale, (float) (sign * trained[NGrams.FEATURES]));
    }

    /** The contribution of each feature of a text to its margin. */
    double[] contributions(NGrams text) {
        double[] contributions = importance.vector(text);
        for (int i = 0; i < contributions.length; i++) {
            contributions[i] *= weights[text.feature(i)] * (double) scale;
        }
        return contributions;
    }

    /** The log-odds of a rejection before calibration, where both classes count the same. */
    double margin(double[] contributions) {
        double margin = bias;
        for (double contribution : contributions) {
            margin += contribution;
        }
        return margin;
    }

    double margin(NGrams text) {
        return margin(contributions(text));
    }

    /**
     * Whether a comment is more similar to rejected ones than to approved ones. A threshold that is chosen by held-back margins
     * is worse for comments of a source that the model has not seen.
     */
    static boolean isSimilar(double margin) {
        return margin > 0;
    }
}
