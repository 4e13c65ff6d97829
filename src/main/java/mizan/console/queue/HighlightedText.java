package mizan.console.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import mizan.moderation.queue.QueuedComment;
import mizan.moderation.queue.QueuedComment.Finding;
import mizan.platform.i18n.LocalizedMessages;

/** A comment's text with what was noticed in it before a person looked. */
public record HighlightedText(LocalizedMessages words, String body, List<Finding> findings) {

    static HighlightedText of(LocalizedMessages words, QueuedComment comment) {
        return new HighlightedText(words, comment.body(), comment.findings());
    }

    /** A piece of the text; {@code rules} noticed something in it, none in most. */
    public record Piece(String text, List<String> rules) {

        public boolean isMarked() {
            return !rules.isEmpty();
        }
    }

    /** The text, cut where findings begin and end. What a span says beyond the text is passed over. */
    public List<Piece> pieces() {
        TreeSet<Integer> cuts = new TreeSet<>(List.of(0, body.length()));
        findings.forEach(finding -> finding.spans().forEach(span -> {
            cuts.add(within(span.getFirst()));
            cuts.add(within(span.getLast()));
        }));
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int to : cuts.tailSet(1)) {
            pieces.add(new Piece(body.substring(from, to), rules(from, to)));
            from = to;
        }
        return pieces;
    }

    /** A rule's name in the moderator's language, else as it is called. */
    public String rule(String rule) {
        return words.find("rule." + rule).orElse(rule);
    }

    // Never between the halves of a surrogate pair.
    private int within(int offset) {
        int inside = Math.clamp(offset, 0, body.length());
        boolean splits = inside > 0
                && inside < body.length()
                && Character.isSurrogatePair(body.charAt(inside - 1), body.charAt(inside));
        return splits ? inside - 1 : inside;
    }

    private List<String> rules(int from, int to) {
        return findings.stream()
                .filter(finding -> finding.spans().stream()
                        .anyMatch(span -> within(span.getFirst()) <= from && to <= within(span.getLast())))
                .map(Finding::rule)
                .distinct()
                .map(this::rule)
                .toList();
    }
}
