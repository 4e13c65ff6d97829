package mizan.screening.classifier;

import java.util.List;
import mizan.text.TextSpan;

/**
 * What a classifier says of a text.
 *
 * @param probability the calibrated probability of a rejection, 0 to 1
 * @param isSimilar whether the text is more similar to rejected comments than to approved ones
 * @param telling the places in the text as typed that contributed most, in their order; empty if it is not similar
 */
public record Judgement(double probability, boolean isSimilar, List<TextSpan> telling) {}
