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
import mizan.platform.Columns;
import mizan.platform.GroupCommit;

/**
 * How new comments get into the database: those that come at the same moment in one statement and one commit. What keeps
 * one of them out is found for that one alone.
 */
@Singleton
class Additions {

    private static final int GROUPS_AT_ONCE = 2;

    private static final int LARGEST_GROUP = 64;

    private static final String UNIQUE_VIOLATION = "23505";

    private final AdditionRepository repository;
    private final TransactionOperations<Connection> transactions;
    private final GroupCommit<Addition, Boolean> groups;

    /** @param patience how long who comes waits, in milliseconds */
    Additions(
            AdditionRepository repository,
            TransactionOperations<Connection> transactions,
            MeterRegistry meters,
            @Property(name = "datasources.default.connection-timeout") long patience) {
        this.repository = repository;
        this.transactions = transactions;
        this.groups = new GroupCommit<>(
                "submissions", GROUPS_AT_ONCE, LARGEST_GROUP, Duration.ofMillis(patience), this::areAdded, meters);
    }

    /** Shares a statement and a commit with others. */
    AddOutcome add(Addition addition) {
        return outcome(addition, () -> groups.commit(addition), () -> isAdded(addition));
    }

    /** Has a transaction of its own, in which something is written along with it. */
    AddOutcome add(Addition addition, Runnable along) {
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
    private AddOutcome outcome(Addition addition, BooleanSupplier first, BooleanSupplier second) {
        if (isDone(addition, first)) {
            return new AddOutcome.Added();
        }
        return obstacle(addition)
                .or(() -> isDone(addition, second) ? Optional.of(new AddOutcome.Added()) : obstacle(addition))
                .orElseGet(AddOutcome.SaidAlready::new);
    }

    private static boolean isDone(Addition addition, BooleanSupplier attempt) {
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

    private boolean isAdded(Addition addition) {
        return areAdded(List.of(addition)).getFirst();
    }

    private List<Boolean> areAdded(List<Addition> group) {
        List<Addition> proposed = withoutRepeatedKeys(group);
        Set<UUID> added = Set.copyOf(repository.add(
                Columns.texts(proposed, addition -> addition.id().toString()),
                Columns.texts(proposed, addition -> addition.comment().site()),
                Columns.texts(proposed, addition -> addition.comment().article()),
                Columns.texts(proposed, addition -> addition.comment().articleUrl()),
                Columns.texts(proposed, addition -> addition.comment().articleTitle()),
                Columns.texts(proposed, addition -> Objects.toString(addition.parent(), null)),
                Columns.texts(proposed, addition -> addition.comment().name()),
                Columns.texts(proposed, addition -> addition.comment().body()),
                Columns.octets(proposed, addition -> addition.comment().emailSealed()),
                Columns.octets(proposed, addition -> addition.comment().emailFingerprint()),
                Columns.octets(proposed, addition -> addition.comment().digest()),
                Columns.octets(
                        proposed, addition -> addition.comment().receipt().hash()),
                Columns.texts(
                        proposed, addition -> addition.comment().submittedAt().toString()),
                Columns.texts(proposed, Addition::words),
                Columns.texts(proposed, addition -> Objects.toString(addition.reason(), null)),
                Columns.texts(
                        proposed,
                        addition ->
                                addition.key() == null ? null : addition.key().value()),
                Columns.octets(
                        proposed,
                        addition ->
                                addition.key() == null ? null : addition.key().contentDigest()),
                Columns.octets(
                        proposed,
                        addition ->
                                addition.key() == null ? null : addition.key().receiptSealed())));
        return group.stream().map(addition -> added.contains(addition.id())).toList();
    }

    // The second of one key is answered like one that comes a moment later.
    private static List<Addition> withoutRepeatedKeys(List<Addition> group) {
        Set<List<String>> keys = new HashSet<>();
        return group.stream()
                .filter(addition -> addition.key() == null
                        || keys.add(List.of(
                                addition.comment().site(), addition.key().value())))
                .toList();
    }

    private Optional<AddOutcome> obstacle(Addition addition) {
        NewComment comment = addition.comment();
        IdempotencyKey key = addition.key();
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
        String obstacle = repository.obstacle(comment.site(), comment.article(), addition.parent(), comment.digest());
        return switch (obstacle) {
            case "CLOSED" -> Optional.of(new AddOutcome.Closed());
            case "NO_PARENT" -> Optional.of(new AddOutcome.NoSuchParent());
            case "SAID" -> Optional.of(new AddOutcome.SaidAlready());
            default -> Optional.empty();
        };
    }
}
