package mizan.privacy;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.comment.CommentState;
import mizan.comment.CommentStatus;
import mizan.comment.Comments;
import mizan.comment.Receipt;
import mizan.comment.WithdrawnComment;
import mizan.outbox.Outbox;
import mizan.outbox.OutboxEvent;

/** The operations of authors on their own data, authorised by a receipt. */
@Singleton
public class PersonalData {

    private final Comments comments;
    private final AuditTrail auditTrail;
    private final Outbox outbox;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    PersonalData(
            Comments comments,
            AuditTrail auditTrail,
            Outbox outbox,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.comments = comments;
        this.auditTrail = auditTrail;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** The state of the receipt's comment; empty if there is none, or it was withdrawn. */
    public Optional<CommentState> state(Receipt receipt) {
        return comments.state(receipt);
    }

    /**
     * Withdraws a comment: name, e-mail address and text are erased on every replica, and the receipt becomes invalid.
     *
     * @return whether the receipt has a comment
     */
    public boolean withdraw(Receipt receipt) {
        Instant now = clock.instant();
        Optional<OutboxEvent> event =
                transactions.executeWrite(_ -> comments.withdraw(receipt, now).map(comment -> record(comment, now)));
        event.ifPresent(committed -> outbox.publishCommitted(List.of(committed)));
        return event.isPresent();
    }

    private OutboxEvent record(WithdrawnComment comment, Instant now) {
        UUID id = comment.id().value();
        OutboxEvent event = new OutboxEvent(
                id, comment.site(), comment.article(), CommentStatus.WITHDRAWN.name(), comment.version(), null);
        auditTrail.record(new AuditEntry(now, null, AuditAction.COMMENT_WITHDRAWN, id, null));
        outbox.append(List.of(event));
        return event;
    }
}
