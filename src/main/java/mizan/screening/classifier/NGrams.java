package mizan.screening.classifier;

import mizan.text.FoldedText;

/**
 * The character n-grams of a folded text, hashed into {@value #FEATURES} features. Only the hashes are kept: the text cannot
 * be read from them. Each run of white space is one space, and the text starts and ends with one, so that the start of a word is
 * a feature too. A repeated n-gram counts once.
 */
final class NGrams {

    /** Longer n-grams cost time and memory, and did not improve a result. */
    static final int MAX_LENGTH = 5;

    private static final int BITS = 18;

    /** The number of features: 2^18. */
    static final int FEATURES = 1 << BITS;

    private final int[] features;

    private NGrams(int[] features) {
        this.features = features;
    }

    static NGrams of(String text) {
        return of(Characters.of(FoldedText.of(text)));
    }

    static NGrams of(Characters characters) {
        FeatureSet found = new FeatureSet();
        for (int from = 0; from < characters.length(); from++) {
            int hash = 0;
            for (int length = 1; length <= MAX_LENGTH && from + length <= characters.length(); length++) {
                hash = append(hash, characters.at(from + length - 1));
                found.add(feature(hash, length));
            }
        }
        return new NGrams(found.sorted());
    }

    static int append(int hash, char character) {
        return hash * 31 + character;
    }

    /** The finalizer of MurmurHash3: nearby hashes become unrelated features. */
    static int feature(int hash, int length) {
        int mixed = hash * 31 + length;
        mixed ^= mixed >>> 16;
        mixed *= 0x85ebca6b;
        mixed ^= mixed >>> 13;
        mixed *= 0xc2b2ae35;
        mixed ^= mixed >>> 16;
        return mixed >>> (Integer.SIZE - BITS);
    }

    /** The number of different features. */
    int size() {
        return features.length;
    }

    int feature(int index) {
        return features[index];
    }

    /** Equal texts have equal digests. */
    long digest() {
        long digest = 0;
        for (int feature : features) {
            digest = (digest + feature + 1) * 0x9e3779b97f4a7c15L;
            digest ^= digest >>> 32;
        }
        return digest;
    }

    /** A set with one bit for each feature, and its members. */
    private static final class FeatureSet {

        private final long[] bits = new long[FEATURES / Long.SIZE];
        private int size;

        void add(int feature) {
            long bit = 1L << feature;
            if ((bits[feature >>> 6] & bit) == 0) {
                bits[feature >>> 6] |= bit;
                size++;
            }
        }

        int[] sorted() {
            int[] features = new int[size];
            int next = 0;
            for (int word = 0; word < bits.length; word++) {
                for (long rest = bits[word]; rest != 0; rest &= rest - 1) {
                    features[next++] = word * Long.SIZE + Long.numberOfTrailingZeros(rest);
                }
            }
            return features;
        }
    }
}
