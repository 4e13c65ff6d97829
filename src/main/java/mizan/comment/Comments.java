package mizan.comment;

import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** The comments that this service keeps. */
@Singleton
public class Comments {

    private static final String UNIQUE_VIOLATION = "23505";

    private static final byte[] NOTHING = {};

    private final CommentRepository repository;

    Comments(CommentRepository repository) {
        this.repository = repository;
    }

    /**
     * Keeps a new comment as PENDING, in one statement and one commit. Of several callers with the same digest or the
     * same key at once, one succeeds.
     */
    public AddOutcome add(NewComment comment, @Nullable IdempotencyKey key) {
        return isAdded(comment, key) ? new AddOutcome.Added() : obstacle(comment, key);
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

    private boolean isAdded(NewComment comment, @Nullable IdempotencyKey key) {
        try {
            return repository.add(
                            comment.id().value(),
                            comment.site(),
                            comment.article(),
                            comment.articleUrl(),
                            comment.articleTitle(),
                            comment.parentId() == null
                                    ? null
                                    : comment.parentId().value(),
                            comment.name(),
                            comment.body(),
                            comment.emailSealed(),
                            comment.emailFingerprint(),
                            comment.digest(),
                            comment.receipt().hash(),
                            comment.submittedAt(),
                            key == null ? null : key.value(),
                            key == null ? NOTHING : key.contentDigest(),
                            key == null ? NOTHING : key.receiptSealed())
                    == 1;
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

    private AddOutcome obstacle(NewComment comment, @Nullable IdempotencyKey key) {
        if (key != null) {
            Optional<AddOutcome> answered = repository
                    .findKey(comment.site(), key.value())
                    .map(row -> MessageDigest.isEqual(row.contentDigest(), key.contentDigest())
                            ? new AddOutcome.Repeated(
                                    new CommentId(row.commentId()), row.submittedAt(), row.receiptSealed())
                            : new AddOutcome.KeyTaken());
            if (answered.isPresent()) {
                return answered.get();
            }
        }
        String obstacle = repository.obstacle(
                comment.site(),
                comment.article(),
                comment.parentId() == null ? null : comment.parentId().value(),
                comment.digest());
        return switch (obstacle) {
            case "CLOSED" -> new AddOutcome.Closed();
            case "NO_PARENT" -> new AddOutcome.NoSuchParent();
            // Whatever stood in the way a moment ago was the same text, since withdrawn.
            default -> new AddOutcome.SaidAlready();
        };
    }
}
