package mizan.screening.rule;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mizan.text.TextSpan;

/** Finds letters and signs that are repeated six times, and words that are repeated four times in a row. */
final class RepetitionRule implements Rule {

    private static final Pattern SIGNS = Pattern.compile("([\\p{L}\\p{So}!?؟])\\1{5,}+");
    private static final Pattern WORDS = Pattern.compile(
            "(?<![\\p{L}\\p{N}])([\\p{L}\\p{M}]{1,40}+)(?:[^\\p{L}\\p{N}]{1,5}+\\1(?![\\p{L}\\p{M}\\p{N}])){3,}+");

    @Override
    public ScreeningRule id() {
        return ScreeningRule.REPETITION;
    }

    @Override
    public Optional<Match> check(ScreenedComment comment, ScreeningPolicy policy) {
        List<TextSpan> spans = Stream.of(SIGNS, WORDS)
                .flatMap(pattern -> pattern.matcher(comment.body()).results())
                .map(result -> new TextSpan(result.start(), result.end()))
                .toList();
        return Match.of(spans);
    }
}
