package mizan.screening.rule;

import java.util.List;
import java.util.Optional;
import mizan.text.TextSpan;

/** Finds texts that are mostly in capital letters. Scripts without capital letters are not counted. */
final class ShoutingRule implements Rule {

    /** Shorter texts may consist of an abbreviation. */
    private static final int MIN_LETTERS = 20;

    private static final int PERCENT = 70;

    @Override
    public ScreeningRule id() {
        return ScreeningRule.SHOUTING;
    }

    @Override
    public Optional<Match> check(ScreenedComment comment, ScreeningPolicy policy) {
        String body = comment.body();
        int upper = 0;
        int lower = 0;
        for (int i = 0; i < body.length(); i += Character.charCount(body.codePointAt(i))) {
            int codePoint = body.codePointAt(i);
            upper += Character.isUpperCase(codePoint) ? 1 : 0;
            lower += Character.isLowerCase(codePoint) ? 1 : 0;
        }
        return upper + lower < MIN_LETTERS || upper * 100 < (upper + lower) * PERCENT
                ? Optional.empty()
                : Match.of(List.of(new TextSpan(0, body.length())));
    }
}
