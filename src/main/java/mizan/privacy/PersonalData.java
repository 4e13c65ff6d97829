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
import mizan.comment.CommentState;
import mizan.comment.Comments;
import mizan.comment.OwnComment;
import mizan.comment.Receipt;
import mizan.comment.erasure.ErasedComment;
import mizan.comment.erasure.Erasures;
import mizan.outbox.OutboxEvent;

/** The operations of authors on their own data, authorised by a receipt. */
@Singleton
public class PersonalData {

    private final Comments comments;
    private final Erasures erasures;
    private final ErasedComments erasedComments;
    private final AuditTrail auditTrail;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    PersonalData(
            Comments comments,
            Erasures erasures,
            ErasedComments erasedComments,
            AuditTrail auditTrail,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.comments = comments;
        this.erasures = erasures;
        this.erasedComments = erasedComments;
        this.auditTrail = auditTrail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The state of the receipt's comment; empty if there is none, or it was withdrawn. */
    public Optional<CommentState> state(Receipt receipt) {
        return comments.state(receipt);
    }

    /** The text and the article of the receipt's comment. */
    public Optional<OwnComment> own(Receipt receipt) {
        return comments.own(receipt);
    }

    /**
     * Withdraws a comment: name, e-mail address and text are erased on every replica, and the receipt becomes invalid.
     *
     * @return whether the receipt has a comment
     */
    public boolean withdraw(Receipt receipt) {
        Instant now = clock.instant();
        List<OutboxEvent> events = transactions.executeWrite(_ -> {
            List<ErasedComment> erased =
                    erasures.withdraw(receipt, now).stream().toList();
            erased.forEach(comment -> auditTrail.record(new AuditEntry(
                    now, null, AuditAction.COMMENT_WITHDRAWN, comment.id().value(), null)));
            return erasedComments.append(erased);
        });
        erasedComments.publishCommitted(events);
        return !events.isEmpty();
    }
}
