package mizan.screening.classifier;

import java.util.List;

/**
 * How much each feature may say: the log-count ratio of naive Bayes (Wang and Manning, 2012), times the inverse document
 * frequency. A feature of a single text says nothing. A byte is exact enough, because only the proportions count.
 *
 * @param steps one byte for each feature, negative for features of approved comments
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Importance(byte[] steps) {

    private static final int MIN_TEXTS = 2;

    /** The training texts must be of both classes. */
    static Importance of(List<Example> examples) {
        int[] rejected = new int[NGrams.FEATURES];
        int[] approved = new int[NGrams.FEATURES];
        int texts = 0;
        for (Example example : examples) {
            int[] counts = example.isRejected() ? rejected : approved;
            NGrams grams = example.grams();
            for (int i = 0; i < grams.size(); i++) {
                counts[grams.feature(i)]++;
            }
            texts += example.isRejected() ? 1 : 0;
        }
        // The ratio of two shares that are smoothed by one text of each class with the feature, and one without it.
        double classes = Math.log((texts + 2.0) / (examples.size() - texts + 2.0));
        double[] values = new double[NGrams.FEATURES];
        double largest = 0;
        for (int feature = 0; feature < values.length; feature++) {
            int both = rejected[feature] + approved[feature];
            double ratio = Math.log((rejected[feature] + 1.0) / (approved[feature] + 1.0)) - classes;
            double rarity = 1 + Math.log((1.0 + examples.size()) / (1.0 + both));
            values[feature] = both < MIN_TEXTS ? 0 : ratio * rarity;
            largest = Math.max(largest, Math.abs(values[feature]));
        }
        byte[] steps = new byte[NGrams.FEATURES];
        for (int feature = 0; feature < steps.length && largest > 0; feature++) {
            steps[feature] = (byte) Math.round(values[feature] / largest * Byte.MAX_VALUE);
        }
        return new Importance(steps);
    }

    /** The values of a text's features, as a vector of length 1, or of length 0 if no feature is known. */
    double[] vector(NGrams text) {
        double[] values = new double[text.size()];
        double squares = 0;
        for (int i = 0; i < values.length; i++) {
            values[i] = steps[text.feature(i)];
            squares += values[i] * values[i];
        }
        double length = squares == 0 ? 1 : Math.sqrt(squares);
        for (int i = 0; i < values.length; i++) {
            values[i] /= length;
        }
        return values;
    }
}
