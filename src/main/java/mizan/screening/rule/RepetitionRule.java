package mizan.screening.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import mizan.text.TextSpan;

/**
 * Finds texts that fill the page: a letter or sign thirty times in a row, or a word four times. Shorter runs are laughter,
 * applause and emphasis, which moderators approve as often as other comments.
 */
final class RepetitionRule implements Rule {

    private static final int MIN_RUN = 30;

    private static final Pattern SIGNS = Pattern.compile("([\\p{L}\\p{So}!?؟])\\1{29,}+");
    private static final Pattern WORDS = Pattern.compile(
            "(?<![\\p{L}\\p{M}\\p{N}])(\\p{L}[\\p{L}\\p{M}]{0,39}+)(?:[^\\p{L}\\p{N}]{1,5}+\\1(?![\\p{L}\\p{M}\\p{N}])){3,}+");

    @Override
    public ScreeningRule id() {
        return ScreeningRule.REPETITION;
    }

    @Override
    public Optional<Match> check(ScreenedComment comment, ScreeningPolicy policy) {
        String body = comment.body();
        List<TextSpan> spans = new ArrayList<>();
        if (hasRun(body)) {
            add(SIGNS, body, spans);
        }
        if (hasWordTwice(body)) {
            add(WORDS, body, spans);
        }
        return Match.of(spans);
    }

    private static void add(Pattern pattern, String body, List<TextSpan> spans) {
        pattern.matcher(body)
                .results()
                .map(result -> new TextSpan(result.start(), result.end()))
                .forEach(spans::add);
    }

    // The patterns take longer than these two passes, which tell for most texts that nothing is repeated.
    private static boolean hasRun(String body) {
        int last = 0;
        int length = 0;
        for (int i = 0; i < body.length() && length < MIN_RUN; ) {
            int codePoint = body.codePointAt(i);
            length = codePoint == last ? length + 1 : 1;
            last = codePoint;
            i += Character.charCount(codePoint);
        }
        return length >= MIN_RUN;
    }

    /** Whether two words in a row are equal. A word is letters and marks. */
    private static boolean hasWordTwice(String body) {
        int previous = 0;
        int previousLength = 0;
        int from = 0;
        for (int i = 0; i <= body.length(); ) {
            int codePoint = i < body.length() ? body.codePointAt(i) : ' ';
            if (!isLetterOrMark(codePoint)) {
                int length = i - from;
                if (length > 0) {
                    if (length == previousLength && body.regionMatches(previous, body, from, length)) {
                        return true;
                    }
                    previous = from;
                    previousLength = length;
                }
                from = i + Character.charCount(codePoint);
            }
            i += Character.charCount(codePoint);
        }
        return false;
    }

    private static boolean isLetterOrMark(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.COMBINING_SPACING_MARK -> true;
            default -> Character.isLetter(codePoint);
        };
    }
}
