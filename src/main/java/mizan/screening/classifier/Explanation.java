package mizan.screening.classifier;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import mizan.text.TextSpan;

/** Finds the n-grams that contributed most to a judgement. */
final class Explanation {

    /** Shorter n-grams say little to a reader. */
    private static final int MIN_LENGTH = 3;

    private static final int MAX_FEATURES = 12;
    private static final int MAX_SPANS = 5;

    /** In ascending order. */
    private final int[] telling;

    private Explanation(int[] telling) {
        this.telling = telling;
    }

    /** The features that add most to the margin. A long text has 15,000, so this takes one pass and sorts none of them. */
    static Explanation of(NGrams grams, double[] contributions) {
        int[] most = new int[MAX_FEATURES];
        int size = 0;
        for (int i = 0; i < contributions.length; i++) {
            double least = size < MAX_FEATURES ? 0 : contributions[most[size - 1]];
            if (contributions[i] > least) {
                int at = size < MAX_FEATURES ? size++ : size - 1;
                for (; at > 0 && contributions[most[at - 1]] < contributions[i]; at--) {
                    most[at] = most[at - 1];
                }
                most[at] = i;
            }
        }
        return new Explanation(
                Arrays.stream(most, 0, size).map(grams::feature).sorted().toArray());
    }

    /** The places of these n-grams, in their order. Overlapping places are one. */
    List<TextSpan> places(Characters characters) {
        List<TextSpan> spans = new ArrayList<>();
        for (int from = 0; from < characters.length(); from++) {
            int end = endOfLongest(characters, from);
            if (end - from >= MIN_LENGTH) {
                add(spans, characters, from, end);
            }
        }
        return spans.stream().limit(MAX_SPANS).toList();
    }

    private int endOfLongest(Characters characters, int from) {
        int end = from;
        int hash = 0;
        for (int length = 1; length <= NGrams.MAX_LENGTH && from + length <= characters.length(); length++) {
            hash = NGrams.append(hash, characters.at(from + length - 1));
            if (Arrays.binarySearch(telling, NGrams.feature(hash, length)) >= 0) {
                end = from + length;
            }
        }
        return end;
    }

    private static void add(List<TextSpan> spans, Characters characters, int from, int to) {
        int start = from;
        int end = to;
        while (start < end && characters.isSpace(start)) {
            start++;
        }
        while (end > start && characters.isSpace(end - 1)) {
            end--;
        }
        if (start == end) {
            return;
        }
        TextSpan span = characters.typed(start, end);
        if (!spans.isEmpty() && span.from() <= spans.getLast().to()) {
            TextSpan last = spans.removeLast();
            span = new TextSpan(last.from(), Math.max(last.to(), span.to()));
        }
        spans.add(span);
    }
}
