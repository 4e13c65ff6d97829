package mizan.screening.rule;

import java.util.List;
import java.util.Optional;
import mizan.text.Confusables;
import mizan.text.TextSpan;

/** Finds words, in the name too, whose letters are of several scripts that look alike. */
final class MixedScriptRule implements Rule {

    @Override
    public ScreeningRule id() {
        return ScreeningRule.MIXED_SCRIPT;
    }

    @Override
    public Optional<Match> check(ScreenedComment comment, ScreeningPolicy policy) {
        List<TextSpan> inBody = Confusables.mixedWords(comment.body());
        List<TextSpan> inName = Confusables.mixedWords(comment.name());
        if (inName.isEmpty()) {
            return Match.of(inBody);
        }
        TextSpan first = inName.getFirst();
        return Optional.of(new Match(comment.name().substring(first.from(), first.to()), inBody));
    }
}
