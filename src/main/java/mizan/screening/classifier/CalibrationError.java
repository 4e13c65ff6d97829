package mizan.screening.classifier;

/** The expected calibration error: the mean distance between probabilities and the share of comments that were rejected. */
final class CalibrationError {

    private static final int BINS = 10;

    private CalibrationError() {}

    /** Over ten bins of equal width, weighted by their numbers of comments. */
    static double of(double[] probabilities, boolean[] isRejected) {
        double[] expected = new double[BINS];
        int[] rejected = new int[BINS];
        for (int i = 0; i < probabilities.length; i++) {
            int bin = Math.min(BINS - 1, (int) (probabilities[i] * BINS));
            expected[bin] += probabilities[i];
            rejected[bin] += isRejected[i] ? 1 : 0;
        }
        double distance = 0;
        for (int bin = 0; bin < BINS; bin++) {
            distance += Math.abs(expected[bin] - rejected[bin]);
        }
        return probabilities.length == 0 ? 0 : distance / probabilities.length;
    }
}
