package mizan.privacy;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.comment.erasure.ErasedComment;
import mizan.comment.erasure.ErasureRecord;
import mizan.comment.erasure.Erasures;
import mizan.comment.erasure.PublishedText;
import mizan.email.EmailAddress;
import mizan.email.EmailFingerprint;
import mizan.email.EmailVault;
import mizan.mail.recipient.Recipients;
import mizan.moderator.Moderator;
import mizan.outbox.OutboxEvent;
import mizan.platform.database.RequestBudget;
import org.jspecify.annotations.Nullable;

/**
 * Erases all data about an e-mail address on all sites, in batches. Each batch is one transaction with its audit entry and
 * events: if a later batch fails, the earlier ones stay erased, and the same request erases the rest.
 */
@Singleton
public class AuthorErasure {

    private final Erasures erasures;
    private final ErasedComments erasedComments;
    private final EmailVault vault;
    private final Recipients recipients;
    private final PrivacyOfficers officers;
    private final AuditTrail auditTrail;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    AuthorErasure(
            Erasures erasures,
            ErasedComments erasedComments,
            EmailVault vault,
            Recipients recipients,
            PrivacyOfficers officers,
            AuditTrail auditTrail,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.erasures = erasures;
        this.erasedComments = erasedComments;
        this.vault = vault;
        this.recipients = recipients;
        this.officers = officers;
        this.auditTrail = auditTrail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Checks that the account may erase data. A refusal is recorded in the audit trail.
     *
     * @throws mizan.platform.http.ProblemException {@link mizan.platform.http.ProblemType#NOT_ALLOWED} if it may not
     */
    public void requireOfficer(Moderator moderator) {
        officers.require(moderator);
    }

    /**
     * Erases the author of all comments with this address that are committed when the call begins. Comments that are
     * submitted meanwhile are new ones. The author's blocks are lifted, the notices with this address are erased, and the
     * service sends no more mails to the address.
     *
     * @return the number of comments
     */
    public long erase(Moderator officer, EmailAddress address, PublishedText text) {
        RequestBudget.removeLimit();
        officers.require(officer);
        List<EmailFingerprint> author = vault.fingerprints(address);
        recipients.erase(author);
        deleteBlocks(officer, author);
        eraseNotices(officer, author);
        Optional<Instant> last = erasures.lastSubmission(author);
        if (last.isEmpty()) {
            auditTrail.record(audit(officer.name(), List.of()));
            return 0;
        }
        long comments = 0;
        do {
            comments += eraseBatch(officer, author, last.get(), text);
        } while (erasures.hasComments(author, last.get()));
        return comments;
    }

    private void deleteBlocks(Moderator officer, List<EmailFingerprint> author) {
        transactions.executeWrite(_ -> {
            long blocks = erasures.deleteBlocks(author);
            if (blocks > 0) {
                auditTrail.record(new AuditEntry(
                        clock.instant(), officer.name(), AuditAction.PERSONAL_DATA_ERASED, null, "blocks: " + blocks));
            }
            return true;
        });
    }

    private void eraseNotices(Moderator officer, List<EmailFingerprint> notifier) {
        transactions.executeWrite(_ -> {
            int notices = erasures.eraseNotices(notifier, clock.instant());
            if (notices > 0) {
                auditTrail.record(new AuditEntry(
                        clock.instant(),
                        officer.name(),
                        AuditAction.PERSONAL_DATA_ERASED,
                        null,
                        "notices: " + notices));
            }
            return true;
        });
    }

    private int eraseBatch(Moderator officer, List<EmailFingerprint> author, Instant until, PublishedText text) {
        List<OutboxEvent> events = transactions.executeWrite(_ -> {
            List<ErasedComment> erased = erasures.eraseAuthor(author, until, text, clock.instant());
            auditTrail.record(audit(officer.name(), erased));
            return erasedComments.append(erased);
        });
        erasedComments.publishCommitted(events);
        return events.size();
    }

    /** Erases a batch of comments again after a restore. See {@link Erasures#replay}. */
    public Erasures.ReplayedBatch replay(List<ErasureRecord> records) {
        return transactions.executeWrite(_ -> {
            Erasures.ReplayedBatch batch = erasures.replay(records, clock.instant());
            if (!batch.erased().isEmpty()) {
                auditTrail.record(audit(null, batch.erased()));
                erasedComments.append(batch.erased());
            }
            return batch;
        });
    }

    // Without the ids of the comments: together they would still tell that one author wrote them.
    private AuditEntry audit(@Nullable String officer, List<ErasedComment> erased) {
        long kept = erased.stream().filter(ErasedComment::isTextKept).count();
        String detail = "comments: %d, texts kept: %d".formatted(erased.size(), kept);
        return new AuditEntry(clock.instant(), officer, AuditAction.PERSONAL_DATA_ERASED, null, detail);
    }
}
