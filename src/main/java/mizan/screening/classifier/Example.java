package mizan.screening.classifier;

/**
 * A decided comment, without its text.
 *
 * @param group comments of one group are never in the training and in the test of one model
 */
record Example(NGrams grams, boolean isRejected, long group) {}
