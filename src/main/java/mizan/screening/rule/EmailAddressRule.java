package mizan.screening.rule;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import mizan.text.TextSpan;

/** Finds e-mail addresses. */
final class EmailAddressRule implements Rule {

    private static final Pattern ADDRESS = Pattern.compile(
            "(?<![\\p{L}\\p{N}._%+-])[\\p{L}\\p{N}._%+-]{1,64}+@(?:[\\p{L}\\p{N}-]{1,63}+\\.){1,8}\\p{L}{2,24}+");

    @Override
    public ScreeningRule id() {
        return ScreeningRule.EMAIL_ADDRESS;
    }

    @Override
    public Optional<Match> check(ScreenedComment comment, ScreeningPolicy policy) {
        return Match.of(in(comment));
    }

    static List<TextSpan> in(ScreenedComment comment) {
        if (!comment.hasAtSign()) {
            return List.of();
        }
        return ADDRESS.matcher(comment.body())
                .results()
                .map(result -> new TextSpan(result.start(), result.end()))
                .toList();
    }
}
