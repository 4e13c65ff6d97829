package mizan.screening.classifier;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Divides examples into folds for cross-validation. */
final class Folds {

    static final int NUMBER = 5;

    private Folds() {}

    /**
     * Random folds, each with the same share of rejected comments. Examples of one group are in one fold: a text that was sent
     * again is not in the training and in the test of a model.
     */
    static int[] random(List<Example> examples, long seed) {
        int[] folds = new int[examples.size()];
        Map<Long, Integer> ofGroup = new HashMap<>();
        for (boolean isRejected : new boolean[] {true, false}) {
            List<Integer> indexes = new ArrayList<>();
            for (int i = 0; i < folds.length; i++) {
                if (examples.get(i).isRejected() == isRejected) {
                    indexes.add(i);
                }
            }
            Collections.shuffle(indexes, new Random(seed));
            for (int i = 0; i < indexes.size(); i++) {
                int fold = i % NUMBER;
                folds[indexes.get(i)] =
                        ofGroup.computeIfAbsent(examples.get(indexes.get(i)).group(), _ -> fold);
            }
        }
        return folds;
    }

    /** One fold for each source. */
    static int[] bySource(List<LabelledText> texts) {
        Map<String, Integer> sources = new HashMap<>();
        return texts.stream()
                .mapToInt(text -> sources.computeIfAbsent(text.source(), _ -> sources.size()))
                .toArray();
    }
}
