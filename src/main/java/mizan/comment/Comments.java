package mizan.comment;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The comments that this service keeps. */
@Singleton
public class Comments {

    private static final String UNIQUE_VIOLATION = "23505";

    private static final byte[] NOTHING = {};

    private final CommentRepository repository;
    private final TransactionOperations<Connection> transactions;

    Comments(CommentRepository repository, TransactionOperations<Connection> transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    /**
     * Keeps a new comment as PENDING, in one statement and one commit. Of several callers with the same digest or the
     * same key at once, one succeeds.
     */
    public AddOutcome add(NewComment comment, @Nullable IdempotencyKey key) {
        return outcome(comment, key, () -> insert(comment, key, null));
    }

    /**
     * Keeps a new comment as REJECTED, which the service decides by itself.
     *
     * @param along what is written in the same transaction
     */
    public AddOutcome addRejected(
            NewComment comment, @Nullable IdempotencyKey key, RejectionReason reason, Runnable along) {
        return outcome(
                comment,
                key,
                () -> transactions.executeWrite(_ -> {
                    boolean isAdded = insert(comment, key, reason);
                    if (isAdded) {
                        along.run();
                    }
                    return isAdded;
                }));
    }

    /**
     * Changes a comment's status and writes the decision down, together or not at all.
     *
     * @param version the one that the decider saw
     * @return the version that the decision made, or empty if the comment has moved on, or is claimed by another, or the
     *     verdict does not fit how it stands
     */
    public OptionalInt decide(CommentId id, int version, Decision decision) {
        int made = repository.decide(
                id.value(),
                version,
                decision.verdict().status(),
                decision.verdict(),
                decision.reason(),
                decision.note(),
                decision.moderator(),
                decision.at());
        return made == 0 ? OptionalInt.empty() : OptionalInt.of(made);
    }

    /** How the comment stands that this receipt was given for. */
    public Optional<Standing> standing(Receipt receipt) {
        return repository.standing(receipt.hash());
    }

    /** Erases what is personal about a comment and leaves an empty place; the receipt is void after it. */
    public Optional<WithdrawnComment> withdraw(Receipt receipt, Instant at) {
        byte[] hash = receipt.hash();
        return repository
                .place(hash)
                .map(place -> new WithdrawnComment(
                        new CommentId(place.id()), repository.withdraw(hash, at), place.site(), place.article()))
                .filter(withdrawn -> withdrawn.version() > 0);
    }

    /** Forgets the idempotency keys of requests before this instant. */
    public long sweepKeys(Instant before) {
        return repository.sweepKeys(before);
    }

    // What stood in the way may be gone by the time that it is looked for: then a second try tells.
    private AddOutcome outcome(NewComment comment, @Nullable IdempotencyKey key, BooleanSupplier insertion) {
        for (int attempt = 1; ; attempt++) {
            if (isDone(insertion, key)) {
                return new AddOutcome.Added();
            }
            Optional<AddOutcome> obstacle = obstacle(comment, key);
            if (obstacle.isPresent() || attempt == 2) {
                return obstacle.orElseGet(AddOutcome.SaidAlready::new);
            }
        }
    }

    private static boolean isDone(BooleanSupplier insertion, @Nullable IdempotencyKey key) {
        try {
            return insertion.getAsBoolean();
        } catch (DataAccessException e) {
            // Two requests with one key and different content at once: the later one fails whole.
            if (key != null
                    && e.getCause() instanceof SQLException cause
                    && UNIQUE_VIOLATION.equals(cause.getSQLState())) {
                return false;
            }
            throw e;
        }
    }

    private boolean insert(NewComment comment, @Nullable IdempotencyKey key, @Nullable RejectionReason reason) {
        return repository.add(
                        comment.id().value(),
                        comment.site(),
                        comment.article(),
                        comment.articleUrl(),
                        comment.articleTitle(),
                        parent(comment),
                        comment.name(),
                        comment.body(),
                        comment.emailSealed(),
                        comment.emailFingerprint(),
                        comment.digest(),
                        comment.receipt().hash(),
                        comment.submittedAt(),
                        reason,
                        key == null ? null : key.value(),
                        key == null ? NOTHING : key.contentDigest(),
                        key == null ? NOTHING : key.receiptSealed())
                == 1;
    }

    private Optional<AddOutcome> obstacle(NewComment comment, @Nullable IdempotencyKey key) {
        if (key != null) {
            Optional<AddOutcome> answered = repository
                    .findKey(comment.site(), key.value())
                    .map(row -> MessageDigest.isEqual(row.contentDigest(), key.contentDigest())
                            ? new AddOutcome.Repeated(
                                    new CommentId(row.commentId()), row.submittedAt(), row.receiptSealed())
                            : new AddOutcome.KeyTaken());
            if (answered.isPresent()) {
                return answered;
            }
        }
        String obstacle = repository.obstacle(comment.site(), comment.article(), parent(comment), comment.digest());
        return switch (obstacle) {
            case "CLOSED" -> Optional.of(new AddOutcome.Closed());
            case "NO_PARENT" -> Optional.of(new AddOutcome.NoSuchParent());
            case "SAID" -> Optional.of(new AddOutcome.SaidAlready());
            default -> Optional.empty();
        };
    }

    private static @Nullable UUID parent(NewComment comment) {
        return comment.parentId() == null ? null : comment.parentId().value();
    }
}
