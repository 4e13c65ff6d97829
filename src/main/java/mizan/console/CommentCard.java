package mizan.console;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import mizan.comment.CommentStatus;
import mizan.moderation.QueuedComment;
import mizan.moderation.QueuedComment.Finding;
import org.jspecify.annotations.Nullable;

/**
 * One comment as the queue shows it.
 *
 * @param reader the account that looks at it
 * @param next the page that a form without script leads back to
 */
public record CommentCard(Words words, QueuedComment comment, String reader, Instant now, String next) {

    /** A piece of the text; {@code rules} noticed something in it, none in most. */
    public record Piece(String text, List<String> rules) {

        public boolean isMarked() {
            return !rules.isEmpty();
        }
    }

    /** The text, cut where findings begin and end. What a span says beyond the text is passed over. */
    public List<Piece> pieces() {
        String body = comment.body();
        TreeSet<Integer> cuts = new TreeSet<>(List.of(0, body.length()));
        comment.findings()
                .forEach(finding -> finding.spans().forEach(span -> {
                    cuts.add(within(body, span.getFirst()));
                    cuts.add(within(body, span.getLast()));
                }));
        List<Piece> pieces = new ArrayList<>();
        int from = 0;
        for (int to : cuts.tailSet(1)) {
            pieces.add(new Piece(body.substring(from, to), rules(from, to)));
            from = to;
        }
        return pieces;
    }

    public List<Finding> findings() {
        return comment.findings();
    }

    /** A rule's name in the moderator's language, else as it is called. */
    public String rule(String rule) {
        return words.find("rule." + rule, rule);
    }

    public boolean isPending() {
        return comment.status() == CommentStatus.PENDING;
    }

    /** Who else has it open; null if nobody. */
    public @Nullable String heldBy() {
        QueuedComment.@Nullable Claim claim = comment.claim();
        return claim == null || claim.moderator().equals(reader) ? null : claim.moderator();
    }

    public String address() {
        return "/console/comments/" + comment.id();
    }

    /** Where a rejection asks for its reason without script. */
    public String rejectAddress() {
        return address() + "/reject?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
    }

    /** What it was written under, as people call it. */
    public String article() {
        String title = comment.article().title();
        return title == null ? comment.article().key() : title;
    }

    /** Where that is, if it is somewhere a browser may go. */
    public @Nullable String articleUrl() {
        String url = comment.article().url();
        return url != null && (url.startsWith("https://") || url.startsWith("http://")) ? url : null;
    }

    // Never between the halves of a surrogate pair.
    private static int within(String body, int offset) {
        int inside = Math.clamp(offset, 0, body.length());
        boolean splits = inside > 0
                && inside < body.length()
                && Character.isSurrogatePair(body.charAt(inside - 1), body.charAt(inside));
        return splits ? inside - 1 : inside;
    }

    private List<String> rules(int from, int to) {
        return comment.findings().stream()
                .filter(finding -> finding.spans().stream()
                        .anyMatch(span -> within(comment.body(), span.getFirst()) <= from
                                && to <= within(comment.body(), span.getLast())))
                .map(Finding::rule)
                .distinct()
                .toList();
    }
}
