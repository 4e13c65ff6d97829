/**
 * A linear classifier of texts over hashed character n-grams: training, cross-validation and calibration, with LIBLINEAR.
 *
 * <p>It knows texts and labels only; {@code mizan.screening.learning} trains it with moderators' decisions.
 */
@NullMarked
package mizan.screening.classifier;

import org.jspecify.annotations.NullMarked;
