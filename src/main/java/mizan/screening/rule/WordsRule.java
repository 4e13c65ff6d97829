package mizan.screening.rule;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mizan.screening.match.WordList;
import mizan.text.FoldedText;

/** Finds the words and phrases of the site's list, in any spelling. */
final class WordsRule implements Rule {

    private static final int MAX_NAMED = 5;

    @Override
    public ScreeningRule id() {
        return ScreeningRule.WORDS;
    }

    @Override
    public Optional<Match> check(ScreenedComment comment, ScreeningPolicy policy) {
        if (policy.words().size() == 0) {
            return Optional.empty(); // without folding the name
        }
        List<WordList.Hit> hits = policy.words().find(comment.folded());
        List<WordList.Hit> inName = policy.words().find(FoldedText.of(comment.name()));
        if (hits.isEmpty() && inName.isEmpty()) {
            return Optional.empty();
        }
        String words = Stream.concat(hits.stream(), inName.stream())
                .map(WordList.Hit::term)
                .distinct()
                .limit(MAX_NAMED)
                .collect(Collectors.joining(", "));
        return Optional.of(
                new Match(words, hits.stream().map(WordList.Hit::span).toList()));
    }
}
