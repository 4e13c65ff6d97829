package mizan.screening.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mizan.text.TextSpan;

/**
 * Finds invisible characters that mislead: overrides of the writing direction, embeddings and isolates that are not closed
 * in their line, and characters without width inside words.
 */
final class HiddenCharactersRule implements Rule {

    @Override
    public ScreeningRule id() {
        return ScreeningRule.HIDDEN_CHARACTERS;
    }

    @Override
    public Optional<Match> check(ScreenedComment comment, ScreeningPolicy policy) {
        String body = comment.body();
        List<TextSpan> spans = new ArrayList<>();
        int open = 0;
        int firstOpen = 0;
        for (int i = 0; i <= body.length(); i++) {
            char character = i < body.length() ? body.charAt(i) : '\n';
            switch (character) {
                case '\u202D', '\u202E' -> {
                    spans.add(new TextSpan(i, i + 1));
                    open++;
                }
                case '\u202A', '\u202B', '\u2066', '\u2067', '\u2068' -> {
                    firstOpen = open == 0 ? i : firstOpen;
                    open++;
                }
                case '\u202C', '\u2069' -> open = Math.max(open - 1, 0);
                case '\u200B', '\u2060', '\uFEFF', '\u00AD', '\u180E' -> {
                    if (isInWord(body, i)) {
                        spans.add(new TextSpan(i, i + 1));
                    }
                }
                case '\n' -> {
                    if (open > 0 && spans.isEmpty()) {
                        spans.add(new TextSpan(firstOpen, i));
                    }
                    open = 0;
                }
                default -> {}
            }
        }
        return Match.of(spans);
    }

    // Soft hyphens and zero-width spaces at the ends of words come with copied text.
    private static boolean isInWord(String text, int at) {
        return at > 0
                && at + 1 < text.length()
                && Character.isLetter(text.charAt(at - 1))
                && Character.isLetter(text.charAt(at + 1));
    }
}
