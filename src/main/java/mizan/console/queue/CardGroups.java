package mizan.console.queue;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mizan.comment.CommentStatus;
import mizan.moderation.queue.QueuedComment;
import mizan.screening.match.TextSignature;
import mizan.screening.rule.ScreeningRule;
import mizan.text.FoldedText;

/** Groups pending comments of a page with nearly the same text: they share the card of the first. */
final class CardGroups {

    private final Map<UUID, QueuedComment> firsts = new HashMap<>();

    /** Nothing is compared unless screening has found a similar text on the page. */
    CardGroups(List<QueuedComment> page) {
        List<QueuedComment> pending = page.stream()
                .filter(comment -> comment.status() == CommentStatus.PENDING)
                .toList();
        if (pending.stream().noneMatch(CardGroups::isSimilarToOthers)) {
            return;
        }
        List<Group> groups = new ArrayList<>();
        for (QueuedComment comment : pending) {
            TextSignature signature = TextSignature.of(FoldedText.of(comment.body()));
            groups.stream()
                    .filter(group -> group.first().site().equals(comment.site())
                            && group.signature().isSimilarTo(signature))
                    .findFirst()
                    .ifPresentOrElse(
                            group -> firsts.put(comment.id(), group.first()),
                            () -> groups.add(new Group(comment, signature)));
        }
    }

    /** The first comment of the group; the comment itself if it is in none. */
    QueuedComment first(QueuedComment comment) {
        return firsts.getOrDefault(comment.id(), comment);
    }

    static boolean isSimilarToOthers(QueuedComment comment) {
        return comment.findings().stream()
                .anyMatch(finding -> finding.rule().equals(ScreeningRule.SIMILAR_TEXT.id())
                        || finding.rule().equals(ScreeningRule.DUPLICATE.id()));
    }

    private record Group(QueuedComment first, TextSignature signature) {}
}
