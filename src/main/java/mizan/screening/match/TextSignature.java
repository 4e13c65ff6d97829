package mizan.screening.match;

import java.util.Arrays;
import mizan.text.FoldedText;

/**
 * MinHash signature of a folded text, by one permutation hashing: of the hashes of all runs of five letters, the smallest in
 * each of 32 ranges. The share of equal values of two signatures estimates the share of runs that two texts have in common.
 */
public final class TextSignature {

    public static final int BANDS = 8;

    private static final int SIZE = 32;
    private static final int BAND_SIZE = SIZE / BANDS;
    private static final int RUN = 5;
    private static final long RUN_MASK = (1L << (12 * RUN)) - 1;

    /** Shorter texts, such as a word of thanks, are rightly written again and again. */
    private static final int MIN_LENGTH = 50;

    /** The share, in percent, from which two texts are nearly the same. */
    private static final int MIN_SIMILARITY = 60;

    private static final int EMPTY = Integer.MAX_VALUE;

    private final int[] values;
    private final boolean isLongEnough;

    private TextSignature(int[] values, boolean isLongEnough) {
        this.values = values;
        this.isLongEnough = isLongEnough;
    }

    public static TextSignature of(FoldedText folded) {
        int[] values = new int[SIZE];
        Arrays.fill(values, EMPTY);
        long run = 0;
        int length = 0;
        String text = folded.value();
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            // Spaces, punctuation and digits are what robots vary.
            if (!Character.isLetter(character)) {
                continue;
            }
            length++;
            run = ((run << 12) | (character & 0xFFF)) & RUN_MASK;
            if (length >= RUN) {
                int hash = mixed(run);
                int range = hash >>> 27;
                values[range] = Math.min(values[range], hash & 0x7FF_FFFF);
            }
        }
        if (length >= MIN_LENGTH) {
            fillEmpty(values);
        }
        return new TextSignature(values, length >= MIN_LENGTH);
    }

    // An empty range takes the value of the next one that is not, so that short texts can be compared too.
    private static void fillEmpty(int[] values) {
        for (int i = 2 * SIZE - 1; i >= 0; i--) {
            if (values[i % SIZE] == EMPTY) {
                int next = values[(i + 1) % SIZE];
                values[i % SIZE] = next == EMPTY ? EMPTY : next + 0x9E37;
            }
        }
    }

    private static int mixed(long value) {
        long hash = value * 0x9E3779B97F4A7C15L;
        hash = (hash ^ (hash >>> 32)) * 0xD6E8FEB86659FD93L;
        return (int) (hash >>> 32);
    }

    /** Whether the text is long enough to be compared. */
    public boolean isLongEnough() {
        return isLongEnough;
    }

    /** A part of the signature: similar texts have an equal part with high probability. */
    public int band(int number) {
        return Arrays.hashCode(Arrays.copyOfRange(values, number * BAND_SIZE, (number + 1) * BAND_SIZE));
    }

    /** Whether two texts are nearly the same. Short texts are not compared. */
    public boolean isSimilarTo(TextSignature other) {
        return isLongEnough && other.isLongEnough && similarity(other) >= MIN_SIMILARITY;
    }

    /** The share of the text that it has in common with another, in percent. */
    public int similarity(TextSignature other) {
        int equal = 0;
        for (int i = 0; i < SIZE; i++) {
            equal += values[i] == other.values[i] ? 1 : 0;
        }
        return equal * 100 / SIZE;
    }
}
