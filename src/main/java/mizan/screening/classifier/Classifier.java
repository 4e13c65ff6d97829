package mizan.screening.classifier;

import java.nio.ByteBuffer;
import java.util.List;
import mizan.text.FoldedText;
import mizan.text.TextSpan;

/**
 * A trained classifier: it says how similar a text is to rejected comments, and why. It is immutable and thread-safe, takes
 * 512 KiB, and keeps weights of hashed features only. A judgement takes less than a millisecond.
 */
public final class Classifier {

    /** The format of {@link #toBytes}. Another version, or another way to fold texts, needs new training. */
    private static final int FORMAT = 2;

    private final LinearModel model;
    private final Calibration calibration;

    Classifier(LinearModel model, Calibration calibration) {
        this.model = model;
        this.calibration = calibration;
    }

    public Judgement judge(String text) {
        return judge(FoldedText.of(text));
    }

    /** Judges a text that is folded already. */
    public Judgement judge(FoldedText text) {
        Characters characters = Characters.of(text);
        NGrams grams = NGrams.of(characters);
        double[] contributions = model.contributions(grams);
        double margin = model.margin(contributions);
        boolean isSimilar = LinearModel.isSimilar(margin);
        List<TextSpan> telling =
                isSimilar ? Explanation.of(grams, contributions).places(characters) : List.of();
        return new Judgement(calibration.probability(margin), isSimilar, telling);
    }

    /** The classifier as it is stored. */
    public byte[] toBytes() {
        return ByteBuffer.allocate(Integer.BYTES + 2 * Float.BYTES + 2 * Double.BYTES + 2 * NGrams.FEATURES)
                .putInt(FORMAT)
                .putFloat(model.scale())
                .putFloat(model.bias())
                .putDouble(calibration.slope())
                .putDouble(calibration.intercept())
                .put(model.importance().steps())
                .put(model.weights())
                .array();
    }

    /** @throws IllegalArgumentException if another version of the service has stored it in another format */
    public static Classifier ofBytes(byte[] bytes) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        if (buffer.remaining() < Integer.BYTES || buffer.getInt() != FORMAT) {
            throw new IllegalArgumentException("The classifier has another format");
        }
        float scale = buffer.getFloat();
        float bias = buffer.getFloat();
        Calibration calibration = new Calibration(buffer.getDouble(), buffer.getDouble());
        byte[] importance = new byte[NGrams.FEATURES];
        buffer.get(importance);
        byte[] weights = new byte[NGrams.FEATURES];
        buffer.get(weights);
        return new Classifier(new LinearModel(new Importance(importance), weights, scale, bias), calibration);
    }
}
