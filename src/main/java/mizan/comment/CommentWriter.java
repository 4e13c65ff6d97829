package mizan.comment;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Property;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import mizan.platform.database.ArrayParameters;
import mizan.platform.database.GroupCommit;

/**
 * How new comments get into the database: those that come at the same moment in one statement and one commit. What keeps
 * one of them out is found for that one alone.
 */
@Singleton
class CommentWriter {

    private static final int GROUPS_AT_ONCE = 2;

    private static final int LARGEST_GROUP = 64;

    private static final String UNIQUE_VIOLATION = "23505";

    private final CommentInsertRepository repository;
    private final TransactionOperations<Connection> transactions;
    private final GroupCommit<CommentInsert, Boolean> groups;

    /** @param patience how long who comes waits, in milliseconds */
    CommentWriter(
            CommentInsertRepository repository,
            TransactionOperations<Connection> transactions,
            MeterRegistry meters,
            @Property(name = "datasources.default.connection-timeout") long patience) {
        this.repository = repository;
        this.transactions = transactions;
        this.groups = new GroupCommit<>(
                "submissions",
                new GroupCommit.Limits(GROUPS_AT_ONCE, LARGEST_GROUP, Duration.ofMillis(patience)),
                this::areAdded,
                meters);
    }

    /** Shares a statement and a commit with others. */
    InsertOutcome add(CommentInsert addition) {
        return outcome(addition, () -> groups.commit(addition), () -> isAdded(addition));
    }

    /** Has a transaction of its own, in which something is written along with it. */
    InsertOutcome add(CommentInsert addition, Runnable along) {
        BooleanSupplier attempt = () -> transactions.executeWrite(_ -> {
            boolean isAdded = isAdded(addition);
            if (isAdded) {
                along.run();
            }
            return isAdded;
        });
        return outcome(addition, attempt, attempt);
    }

    // What stood in the way may be gone by the time that it is looked for: then a second attempt tells.
    private InsertOutcome outcome(CommentInsert addition, BooleanSupplier first, BooleanSupplier second) {
        if (isDone(addition, first)) {
            return new InsertOutcome.Added();
        }
        return obstacle(addition)
                .or(() -> isDone(addition, second) ? Optional.of(new InsertOutcome.Added()) : obstacle(addition))
                .orElseGet(InsertOutcome.SaidAlready::new);
    }

    private static boolean isDone(CommentInsert addition, BooleanSupplier attempt) {
        try {
            return attempt.getAsBoolean();
        } catch (DataAccessException | CompletionException e) {
            // Two requests with one key and different content at once: the later one fails whole.
            if (addition.key() != null && isUniqueViolation(e)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isUniqueViolation(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState()));
    }

    private boolean isAdded(CommentInsert addition) {
        return areAdded(List.of(addition)).getFirst();
    }

    private List<Boolean> areAdded(List<CommentInsert> group) {
        List<CommentInsert> proposed = withoutRepeatedKeys(group);
        Set<UUID> added = Set.copyOf(repository.add(
                ArrayParameters.texts(proposed, addition -> addition.id().toString()),
                ArrayParameters.texts(proposed, addition -> addition.comment().site()),
                ArrayParameters.texts(proposed, addition -> addition.comment().article()),
                ArrayParameters.texts(proposed, addition -> addition.comment().articleUrl()),
                ArrayParameters.texts(proposed, addition -> addition.comment().articleTitle()),
                ArrayParameters.texts(proposed, addition -> Objects.toString(addition.parent(), null)),
                ArrayParameters.texts(proposed, addition -> addition.comment().name()),
                ArrayParameters.texts(proposed, addition -> addition.comment().body()),
                ArrayParameters.bytes(proposed, addition -> addition.comment().emailSealed()),
                ArrayParameters.bytes(proposed, addition -> addition.comment().emailFingerprint()),
                ArrayParameters.bytes(proposed, addition -> addition.comment().digest()),
                ArrayParameters.bytes(
                        proposed, addition -> addition.comment().receipt().hash()),
                ArrayParameters.texts(
                        proposed, addition -> addition.comment().submittedAt().toString()),
                ArrayParameters.texts(proposed, CommentInsert::words),
                ArrayParameters.texts(proposed, addition -> Objects.toString(addition.reason(), null)),
                ArrayParameters.texts(
                        proposed,
                        addition ->
                                addition.key() == null ? null : addition.key().value()),
                ArrayParameters.bytes(
                        proposed,
                        addition ->
                                addition.key() == null ? null : addition.key().contentDigest()),
                ArrayParameters.bytes(
                        proposed,
                        addition ->
                                addition.key() == null ? null : addition.key().receiptSealed())));
        return group.stream().map(addition -> added.contains(addition.id())).toList();
    }

    // The second of one key is answered like one that comes a moment later.
    private static List<CommentInsert> withoutRepeatedKeys(List<CommentInsert> group) {
        Set<List<String>> keys = new HashSet<>();
        return group.stream()
                .filter(addition -> addition.key() == null
                        || keys.add(List.of(
                                addition.comment().site(), addition.key().value())))
                .toList();
    }

    private Optional<InsertOutcome> obstacle(CommentInsert addition) {
        NewComment comment = addition.comment();
        IdempotencyKey key = addition.key();
        if (key != null) {
            Optional<InsertOutcome> answered = repository
                    .findKey(comment.site(), key.value())
                    .map(row -> MessageDigest.isEqual(row.contentDigest(), key.contentDigest())
                            ? new InsertOutcome.Repeated(
                                    new CommentId(row.commentId()), row.submittedAt(), row.receiptSealed())
                            : new InsertOutcome.KeyTaken());
            if (answered.isPresent()) {
                return answered;
            }
        }
        String obstacle = repository.obstacle(comment.site(), comment.article(), addition.parent(), comment.digest());
        return switch (obstacle) {
            case "CLOSED" -> Optional.of(new InsertOutcome.Closed());
            case "NO_PARENT" -> Optional.of(new InsertOutcome.NoSuchParent());
            case "SAID" -> Optional.of(new InsertOutcome.SaidAlready());
            default -> Optional.empty();
        };
    }
}
