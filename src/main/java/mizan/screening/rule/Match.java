package mizan.screening.rule;

import java.util.List;
import java.util.Optional;
import mizan.text.TextSpan;

/**
 * What a rule has found in a comment.
 *
 * @param detail such as the word or the domain; no sentence, because it is shown in every language
 * @param spans the places in the body as it was typed
 */
public record Match(String detail, List<TextSpan> spans) {

    private static final int MAX_SPANS = 50;
    private static final int MAX_DETAIL = 200;

    /** Limits what is stored of a hostile text. */
    public Match {
        spans = spans.stream().limit(MAX_SPANS).toList();
        detail = detail.codePointCount(0, detail.length()) <= MAX_DETAIL
                ? detail
                : detail.substring(0, detail.offsetByCodePoints(0, MAX_DETAIL));
    }

    static Optional<Match> of(String detail, List<TextSpan> spans) {
        return spans.isEmpty() ? Optional.empty() : Optional.of(new Match(detail, spans));
    }

    static Optional<Match> of(List<TextSpan> spans) {
        return of("", spans);
    }
}
