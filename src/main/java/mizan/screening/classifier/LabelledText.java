package mizan.screening.classifier;

/**
 * A text and the decision about it.
 *
 * @param source where it comes from, such as a file: the classifier can be evaluated on a source that it has not seen
 */
public record LabelledText(String text, boolean isRejected, String source) {

    Example toExample(boolean isFolded) {
        NGrams grams = isFolded ? NGrams.of(text) : NGrams.of(Characters.unfolded(text));
        return new Example(grams, isRejected, grams.digest());
    }

    @Override
    public String toString() {
        return "LabelledText[…]";
    }
}
