package mizan.screening.classifier;

/**
 * The numbers of right and wrong judgements.
 *
 * @param found rejected comments that were called similar
 * @param falselyFound approved comments that were called similar
 * @param missed rejected comments that were not
 * @param passed approved comments that were not
 */
record Confusion(int found, int falselyFound, int missed, int passed) {

    static Confusion of(boolean[] isSimilar, boolean[] isRejected) {
        int[] counts = new int[4];
        for (int i = 0; i < isSimilar.length; i++) {
            counts[(isRejected[i] ? 2 : 0) + (isSimilar[i] ? 1 : 0)]++;
        }
        return new Confusion(counts[3], counts[1], counts[2], counts[0]);
    }

    /** The share of similar comments that were rejected. */
    double precision() {
        return ratio(found, found + falselyFound);
    }

    /** The share of rejected comments that are called similar. */
    double recall() {
        return ratio(found, found + missed);
    }

    /** The mean of the F1 scores of both classes. */
    double macroF1() {
        return (ratio(2 * found, 2 * found + falselyFound + missed)
                        + ratio(2 * passed, 2 * passed + falselyFound + missed))
                / 2;
    }

    private static double ratio(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }
}
