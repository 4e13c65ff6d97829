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
        long upper = body.codePoints().filter(Character::isUpperCase).count();
        long lower = body.codePoints().filter(Character::isLowerCase).count();
        return upper + lower < MIN_LETTERS || upper * 100 < (upper + lower) * PERCENT
                ? Optional.empty()
                : Match.of(List.of(new TextSpan(0, body.length())));
    }
}
