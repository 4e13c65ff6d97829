package mizan.moderation.queue;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import mizan.email.EmailVault;
import mizan.text.PlainText;
import org.jspecify.annotations.Nullable;

/** Maps stored rows to the comments that moderators see. */
@Singleton
class QueuedCommentMapper {

    private static final int EXCERPT_CHARACTERS = 140;

    /** Shown in place of an address that cannot be decrypted, so that the comment can still be decided. */
    private static final String UNREADABLE_EMAIL = "•••";

    private final EmailVault vault;
    private final FindingsParser findings;

    QueuedCommentMapper(EmailVault vault, FindingsParser findings) {
        this.vault = vault;
        this.findings = findings;
    }

    /** @param author the author's numbers under all keys of the fingerprint keyset */
    QueuedComment toQueuedComment(QueueRow row, QueuedComment.Author author, Instant now) {
        return new QueuedComment(
                row.id(),
                row.site(),
                new QueuedComment.Article(row.article(), row.articleUrl(), row.articleTitle(), row.articleComments()),
                parent(row),
                row.name(),
                maskedEmail(row),
                emailState(row),
                row.body(),
                row.status(),
                row.version(),
                row.submittedAt(),
                findings.parse(row.id(), row.findings()),
                row.score(),
                author,
                StoredReports.counts(row.reports()),
                StoredReports.notes(row.reportNotes()),
                StoredReports.notices(row.notices()),
                claim(row, now),
                decision(row),
                null);
    }

    private @Nullable String maskedEmail(QueueRow row) {
        byte @Nullable [] sealed = row.emailSealed();
        return sealed == null ? null : vault.masked(sealed, row.id()).orElse(UNREADABLE_EMAIL);
    }

    private EmailState emailState(QueueRow row) {
        byte @Nullable [] sealed = row.emailSealed();
        if (sealed == null) {
            return EmailState.ERASED;
        }
        if (vault.masked(sealed, row.id()).isPresent()) {
            return EmailState.READABLE;
        }
        return vault.isKeyMissing(sealed) ? EmailState.KEY_LOST : EmailState.DAMAGED;
    }

    List<QueuedComment.RecordedDecision> toDecisions(List<QueueRepository.DecisionRow> decisions) {
        return decisions.stream()
                .map(row -> new QueuedComment.RecordedDecision(
                        row.verdict(),
                        row.reason(),
                        row.note(),
                        row.legalGround(),
                        row.moderator(),
                        row.decidedAt(),
                        row.version()))
                .toList();
    }

    private static QueuedComment.@Nullable Parent parent(QueueRow row) {
        if (row.parentId() == null || row.parentStatus() == null) {
            return null;
        }
        @Nullable String body = row.parentBody();
        return new QueuedComment.Parent(
                row.parentId(),
                row.parentName(),
                body == null ? null : PlainText.excerpt(body, EXCERPT_CHARACTERS),
                row.parentStatus());
    }

    private static QueuedComment.@Nullable Claim claim(QueueRow row, Instant now) {
        @Nullable String claimant = row.claimedBy();
        @Nullable Instant until = row.claimedUntil();
        return claimant != null && until != null && until.isAfter(now)
                ? new QueuedComment.Claim(claimant, until)
                : null;
    }

    private static QueuedComment.@Nullable RecordedDecision decision(QueueRow row) {
        return row.verdict() == null || row.decisionAt() == null || row.decisionVersion() == null
                ? null
                : new QueuedComment.RecordedDecision(
                        row.verdict(),
                        row.reason(),
                        row.note(),
                        row.legalGround(),
                        row.decidedBy(),
                        row.decisionAt(),
                        row.decisionVersion());
    }
}
