package mizan.screening.rule;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import mizan.text.Confusables;

/** Finds texts that are mostly in another script than the languages of the site. Links are not counted. */
final class LanguageRule implements Rule {

    /** Shorter texts are often a name or a greeting. */
    private static final int MIN_LETTERS = 20;

    private static final int MIN_PERCENT = 30;

    @Override
    public ScreeningRule id() {
        return ScreeningRule.LANGUAGE;
    }

    @Override
    public Optional<Match> check(ScreenedComment comment, ScreeningPolicy policy) {
        Map<String, Integer> letters = Confusables.letters(comment.withoutLinks());
        int all = letters.values().stream().mapToInt(Integer::intValue).sum();
        int own = letters.entrySet().stream()
                .filter(entry -> policy.scripts().contains(entry.getKey()))
                .mapToInt(Map.Entry::getValue)
                .sum();
        return all < MIN_LETTERS || own * 100 >= all * MIN_PERCENT
                ? Optional.empty()
                : letters.entrySet().stream()
                        .max(Map.Entry.comparingByValue())
                        .map(most -> new Match(most.getKey(), List.of()));
    }
}
