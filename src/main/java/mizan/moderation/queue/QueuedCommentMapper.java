package mizan.moderation.queue;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import mizan.email.EmailVault;
import mizan.text.PlainText;
import org.jspecify.annotations.Nullable;

/** Makes what moderators see of what is stored. */
@Singleton
public class QueuedCommentMapper {

    private static final int EXCERPT_CHARACTERS = 140;

    /** Shown for an address that does not open: the row is still a comment that can be decided on. */
    private static final String UNREADABLE = "•••";

    private final EmailVault vault;
    private final FindingsParser findings;

    QueuedCommentMapper(EmailVault vault, FindingsParser findings) {
        this.vault = vault;
        this.findings = findings;
    }

    public QueuedComment comment(QueueRow row, Instant now) {
        return new QueuedComment(
                row.id(),
                row.site(),
                new QueuedComment.Article(row.article(), row.articleUrl(), row.articleTitle()),
                parent(row),
                row.name(),
                vault.masked(row.emailSealed(), row.id()).orElse(UNREADABLE),
                row.body(),
                row.status(),
                row.version(),
                row.submittedAt(),
                findings.read(row.id(), row.findings()),
                new QueuedComment.Author(row.authorApproved(), row.authorRejected(), row.authorPending()),
                claim(row, now),
                decision(row),
                null);
    }

    List<QueuedComment.RecordedDecision> history(List<QueueRepository.DecisionRow> decisions) {
        return decisions.stream()
                .map(row -> new QueuedComment.RecordedDecision(
                        row.verdict(), row.reason(), row.note(), row.moderator(), row.decidedAt(), row.version()))
                .toList();
    }

    private static QueuedComment.@Nullable Parent parent(QueueRow row) {
        if (row.parentId() == null) {
            return null;
        }
        @Nullable String body = row.parentBody();
        return new QueuedComment.Parent(
                row.parentId(), row.parentName(), body == null ? null : PlainText.excerpt(body, EXCERPT_CHARACTERS));
    }

    private static QueuedComment.@Nullable Claim claim(QueueRow row, Instant now) {
        @Nullable String holder = row.claimedBy();
        @Nullable Instant until = row.claimedUntil();
        return holder != null && until != null && until.isAfter(now) ? new QueuedComment.Claim(holder, until) : null;
    }

    private static QueuedComment.@Nullable RecordedDecision decision(QueueRow row) {
        return row.verdict() == null || row.decisionAt() == null || row.decisionVersion() == null
                ? null
                : new QueuedComment.RecordedDecision(
                        row.verdict(),
                        row.reason(),
                        row.note(),
                        row.decidedBy(),
                        row.decisionAt(),
                        row.decisionVersion());
    }
}
