package mizan.comment;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

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
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import mizan.platform.database.GroupCommit;
import mizan.platform.database.JsonParameters;
import org.jspecify.annotations.Nullable;

/** Inserts new comments. Concurrent inserts share one statement and one commit. */
@Singleton
class CommentWriter {

    private static final int CONCURRENT_GROUPS = 2;

    private static final int MAX_GROUP_SIZE = 64;

    private static final String UNIQUE_VIOLATION = "23505";

    private final CommentInsertRepository repository;
    private final TransactionOperations<Connection> transactions;
    private final JsonParameters json;
    private final GroupCommit<CommentInsert, Optional<InsertOutcome>> groups;

    /** @param timeout the maximum time in the queue for a group, in milliseconds */
    CommentWriter(
            CommentInsertRepository repository,
            TransactionOperations<Connection> transactions,
            JsonParameters json,
            MeterRegistry meters,
            @Property(name = "datasources.default.connection-timeout") long timeout) {
        this.repository = repository;
        this.transactions = transactions;
        this.json = json;
        this.groups = new GroupCommit<>(
                "submissions",
                new GroupCommit.Limits(CONCURRENT_GROUPS, MAX_GROUP_SIZE, Duration.ofMillis(timeout)),
                this::insertAll,
                meters);
    }

    /** Inserts a comment in a group with concurrent ones. */
    InsertOutcome insert(CommentInsert insert) {
        return outcome(insert, () -> groups.commit(insert), () -> insertAlone(insert));
    }

    /** Inserts a comment in its own transaction, and runs {@code inTransaction} in it if the comment was inserted. */
    InsertOutcome insert(CommentInsert insert, Runnable inTransaction) {
        Supplier<Optional<InsertOutcome>> attempt = () -> transactions.executeWrite(_ -> {
            Optional<InsertOutcome> outcome = insertAlone(insert);
            if (outcome.filter(InsertOutcome.Inserted.class::isInstance).isPresent()) {
                inTransaction.run();
            }
            return outcome;
        });
        return outcome(insert, attempt, attempt);
    }

    // A concurrent request with the same key is not in the statement's snapshot. The first attempt then violates a
    // unique constraint, or seems to be a duplicate. The second attempt finds the key.
    private InsertOutcome outcome(
            CommentInsert insert, Supplier<Optional<InsertOutcome>> first, Supplier<Optional<InsertOutcome>> second) {
        return attempt(insert, first)
                .filter(outcome -> insert.key() == null || !(outcome instanceof InsertOutcome.Duplicate))
                .or(() -> attempt(insert, second))
                .orElseThrow(() -> new IllegalStateException("Two attempts to insert " + insert.id() + " collided"));
    }

    private static Optional<InsertOutcome> attempt(CommentInsert insert, Supplier<Optional<InsertOutcome>> attempt) {
        try {
            return attempt.get();
        } catch (DataAccessException | CompletionException e) {
            if (insert.key() != null && isUniqueViolation(e)) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isUniqueViolation(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState()));
    }

    private Optional<InsertOutcome> insertAlone(CommentInsert insert) {
        return insertAll(List.of(insert)).getFirst();
    }

    private List<Optional<InsertOutcome>> insertAll(List<CommentInsert> group) {
        List<CommentInsertRow> rows =
                withoutRepeatedKeys(group).stream().map(CommentInsertRow::of).toList();
        Map<UUID, CommentInsertRepository.Row> results =
                repository.insert(json.rows(rows)).stream().collect(toMap(CommentInsertRepository.Row::id, row -> row));
        return group.stream()
                .map(insert -> Optional.ofNullable(results.get(insert.id())).map(row -> outcome(insert, row)))
                .toList();
    }

    // The second request of a group with the same key is retried alone, as if it had arrived later.
    private static List<CommentInsert> withoutRepeatedKeys(List<CommentInsert> group) {
        Set<List<String>> keys = new HashSet<>();
        return group.stream()
                .filter(insert -> insert.key() == null
                        || keys.add(
                                List.of(insert.comment().site(), insert.key().value())))
                .toList();
    }

    private static InsertOutcome outcome(CommentInsert insert, CommentInsertRepository.Row row) {
        return switch (row.result()) {
            case INSERTED -> new InsertOutcome.Inserted();
            case KEY_USED -> repeated(requireNonNull(insert.key()), row);
            case CLOSED -> new InsertOutcome.Closed();
            case NO_SUCH_PARENT -> new InsertOutcome.NoSuchParent();
            case DUPLICATE -> new InsertOutcome.Duplicate();
        };
    }

    private static InsertOutcome repeated(IdempotencyKey key, CommentInsertRepository.Row row) {
        byte @Nullable [] digest = row.keyContentDigest();
        return MessageDigest.isEqual(digest, key.contentDigest())
                ? new InsertOutcome.Repeated(
                        new CommentId(requireNonNull(row.keyCommentId())),
                        requireNonNull(row.keySubmittedAt()),
                        requireNonNull(row.keyReceiptSealed()))
                : new InsertOutcome.IdempotencyKeyReused();
    }
}
