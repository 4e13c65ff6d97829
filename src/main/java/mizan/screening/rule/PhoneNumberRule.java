package mizan.screening.rule;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import mizan.text.TextSpan;

/** Finds telephone numbers: 9 to 15 digits of any script that start with a plus sign or a zero. */
final class PhoneNumberRule implements Rule {

    private static final int MIN_DIGITS = 9;

    private static final Pattern NUMBER = Pattern.compile(
            "(?<![\\p{L}\\p{Nd}+/.-])(?<!\\p{Nd}[ \\u00A0])(?:[+＋]\\p{Nd}|[0٠۰])(?:[ \\u00A0()./-]{0,2}+\\p{Nd}){8,14}+(?![\\p{L}\\p{Nd}])"
                    + "|(?<![\\p{L}\\p{Nd}])\\(?\\p{Nd}{3}\\)?[ .-]\\p{Nd}{3}[ .-]\\p{Nd}{4}(?![\\p{L}\\p{Nd}])");

    @Override
    public ScreeningRule id() {
        return ScreeningRule.PHONE_NUMBER;
    }

    @Override
    public Optional<Match> check(ScreenedComment comment, ScreeningPolicy policy) {
        return Match.of(in(comment));
    }

    static List<TextSpan> in(ScreenedComment comment) {
        if (comment.digits() < MIN_DIGITS) {
            return List.of();
        }
        return NUMBER.matcher(comment.body())
                .results()
                .map(result -> new TextSpan(result.start(), result.end()))
                .toList();
    }
}
