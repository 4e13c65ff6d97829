package mizan.screening.classifier;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import mizan.text.TextSpan;

/** Finds the n-grams that contributed most to a judgement. */
final class Explanation {

    /** Shorter n-grams say little to a reader. */
    private static final int MIN_LENGTH = 3;

    private static final int MAX_FEATURES = 12;
    private static final int MAX_SPANS = 5;

    private final NGrams grams;
    private final Set<Integer> telling;

    Explanation(LinearModel model, NGrams grams) {
        this.grams = grams;
        double[] values = model.importance().vector(grams);
        telling = new HashSet<>(IntStream.range(0, grams.size())
                .filter(i -> values[i] * model.weight(grams.feature(i)) > 0)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -values[i] * model.weight(grams.feature(i))))
                .limit(MAX_FEATURES)
                .toList());
    }

    /** The places of these n-grams, in their order. Overlapping places are one. */
    List<TextSpan> of(Characters characters) {
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
            if (telling.contains(grams.indexOf(NGrams.feature(hash, length)))) {
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
