package mizan.comment;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import mizan.platform.database.DatabaseUnavailable;
import org.jspecify.annotations.Nullable;

/** The comments that this service keeps. */
@Singleton
public class Comments {

    private final CommentWriter additions;
    private final CommentRepository repository;
    private final WithdrawalRepository withdrawals;
    private final TransactionOperations<Connection> transactions;

    Comments(
            CommentWriter additions,
            CommentRepository repository,
            WithdrawalRepository withdrawals,
            TransactionOperations<Connection> transactions) {
        this.additions = additions;
        this.repository = repository;
        this.withdrawals = withdrawals;
        this.transactions = transactions;
    }

    /**
     * Keeps a new comment as PENDING, and returns when it is committed. Of several callers with the same digest or the
     * same key at once, one succeeds.
     *
     * @throws CompletionException with a cause that {@link DatabaseUnavailable} knows, while the database is away
     */
    public InsertOutcome add(NewComment comment, @Nullable IdempotencyKey key) {
        return additions.add(CommentInsert.of(comment, key, null));
    }

    /**
     * Keeps a new comment as REJECTED, which the service decides by itself.
     *
     * @param along what is written in the same transaction
     */
    public InsertOutcome addRejected(
            NewComment comment, @Nullable IdempotencyKey key, RejectionReason reason, Runnable along) {
        return additions.add(CommentInsert.of(comment, key, reason), along);
    }

    /** The author's address as the vault has sealed it; empty if there is no such comment, or it was withdrawn. */
    public Optional<byte[]> sealedEmail(CommentId id) {
        return repository.sealedEmail(id.value()).map(CommentRepository.EmailRow::emailSealed);
    }

    /** How the comment stands that this receipt was given for. */
    public Optional<CommentState> standing(Receipt receipt) {
        return repository.standing(receipt.hash());
    }

    /** Erases what is personal about a comment and leaves an empty place; the receipt is void after it. */
    public Optional<WithdrawnComment> withdraw(Receipt receipt, Instant at) {
        return transactions.executeWrite(_ -> {
            Optional<WithdrawalRepository.Row> withdrawn =
                    withdrawals.withdraw(receipt.hash(), at).stream().findFirst();
            withdrawn.ifPresent(row -> forgetAuthor(row.emailFingerprint(), row.site()));
            return withdrawn.map(
                    row -> new WithdrawnComment(new CommentId(row.id()), row.version(), row.site(), row.article()));
        });
    }

    private void forgetAuthor(byte @Nullable [] emailFingerprint, String site) {
        if (emailFingerprint != null) {
            withdrawals.forgetAuthor(emailFingerprint, site);
        }
    }

    /** Forgets the idempotency keys of requests before this instant. */
    public long sweepKeys(Instant before) {
        return repository.sweepKeys(before);
    }
}
