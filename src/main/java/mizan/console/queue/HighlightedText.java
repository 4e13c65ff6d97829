package mizan.console.queue;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import mizan.moderation.queue.QueuedComment;
import mizan.moderation.queue.QueuedComment.Finding;
import mizan.platform.i18n.LocalizedMessages;
import mizan.text.SearchLexemes;

/**
 * A comment's text with the findings of the automatic checks highlighted, and the words found by a search.
 *
 * @param hits the places of the found words, as offsets [from, to)
 */
public record HighlightedText(
        LocalizedMessages messages, String body, List<Finding> findings, int score, List<List<Integer>> hits) {

    static HighlightedText of(LocalizedMessages messages, QueuedComment comment) {
        return new HighlightedText(messages, comment.body(), comment.findings(), comment.score(), List.of());
    }

    /** The text with the words that a search has found highlighted too. */
    HighlightedText withHits(String search) {
        return search.isEmpty()
                ? this
                : new HighlightedText(messages, body, findings, score, SearchLexemes.hits(body, search));
    }

    /** A part of the text, and the names of the rules that have a finding in it. */
    public record Segment(String text, List<String> rules) {

        public boolean isHighlighted() {
            return !rules.isEmpty();
        }
    }

    /** The text, split where findings start and end. Spans are clipped to the text. */
    public List<Segment> segments() {
        TreeSet<Integer> cuts = new TreeSet<>(List.of(0, body.length()));
        findings.forEach(finding -> finding.spans().forEach(span -> {
            cuts.add(clamp(span.getFirst()));
            cuts.add(clamp(span.getLast()));
        }));
        hits.forEach(cuts::addAll);
        List<Segment> segments = new ArrayList<>();
        int from = 0;
        for (int to : cuts.tailSet(1)) {
            segments.add(new Segment(body.substring(from, to), rules(from, to)));
            from = to;
        }
        return segments;
    }

    /** The score of the comment, which the weights of its findings add up to. */
    public String scoreText() {
        return messages.get("finding.score", messages.number(score));
    }

    /** The rule's name in the moderator's language, or its id if there is no translation. */
    public String rule(String rule) {
        return messages.find("rule." + rule).orElse(rule);
    }

    // Limits an offset to the text, and moves it in front of a surrogate pair that it would split.
    private int clamp(int offset) {
        int inside = Math.clamp(offset, 0, body.length());
        boolean splits = inside > 0
                && inside < body.length()
                && Character.isSurrogatePair(body.charAt(inside - 1), body.charAt(inside));
        return splits ? inside - 1 : inside;
    }

    private List<String> rules(int from, int to) {
        Stream<String> rules = findings.stream()
                .filter(finding -> finding.spans().stream()
                        .anyMatch(span -> clamp(span.getFirst()) <= from && to <= clamp(span.getLast())))
                .map(Finding::rule)
                .distinct()
                .map(this::rule);
        boolean isHit = hits.stream().anyMatch(hit -> hit.getFirst() <= from && to <= hit.getLast());
        return Stream.concat(rules, isHit ? Stream.of(messages.get("filter.q")) : Stream.empty())
                .toList();
    }
}
