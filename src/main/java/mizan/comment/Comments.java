package mizan.comment;

import static java.util.stream.Collectors.toMap;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import mizan.platform.Columns;
import mizan.text.SearchWords;
import org.jspecify.annotations.Nullable;

/** The comments that this service keeps. */
@Singleton
public class Comments {

    private static final String UNIQUE_VIOLATION = "23505";

    private static final byte[] NOTHING = {};

    private final CommentRepository repository;
    private final DecisionRepository decisions;
    private final WithdrawalRepository withdrawals;
    private final TransactionOperations<Connection> transactions;

    Comments(
            CommentRepository repository,
            DecisionRepository decisions,
            WithdrawalRepository withdrawals,
            TransactionOperations<Connection> transactions) {
        this.repository = repository;
        this.decisions = decisions;
        this.withdrawals = withdrawals;
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
     * Decides on comments, each once: status, decision and the author's numbers change together or not at all. Of many
     * callers at once exactly one decides on a comment.
     *
     * @param proposals all by one moderator at one moment
     * @param sites on which the moderator decides
     * @param batch under which they can be taken back together, or null
     * @return those that were made; not the others, whose comment has moved on, is not of these sites or is held by another
     *     moderator, or stands so that the verdict does not fit
     */
    public List<DecidedComment> decide(List<ProposedDecision> proposals, Set<String> sites, @Nullable UUID batch) {
        Map<UUID, Decision> proposed =
                proposals.stream().collect(toMap(proposal -> proposal.comment().value(), ProposedDecision::decision));
        Decision any = proposals.getFirst().decision();
        return decisions
                .decide(
                        Columns.texts(proposals, proposal -> proposal.comment().toString()),
                        Columns.integers(proposals, ProposedDecision::version),
                        Columns.texts(
                                proposals,
                                proposal -> proposal.decision().verdict().name()),
                        Columns.texts(
                                proposals,
                                proposal -> Optional.ofNullable(
                                                proposal.decision().reason())
                                        .map(RejectionReason::name)
                                        .orElse(null)),
                        Columns.texts(proposals, proposal -> proposal.decision().note()),
                        sites.toArray(String[]::new),
                        any.moderator(),
                        any.at(),
                        batch)
                .stream()
                .map(row -> new DecidedComment(
                        new CommentId(row.id()),
                        row.version(),
                        row.site(),
                        row.article(),
                        Objects.requireNonNull(proposed.get(row.id()))))
                .toList();
    }

    /** How the comment stands that this receipt was given for. */
    public Optional<Standing> standing(Receipt receipt) {
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
                        SearchWords.vector(comment.name(), comment.body()),
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
