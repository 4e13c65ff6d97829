package mizan.comment;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.toMap;

import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.context.annotation.Property;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
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

    /** A client that has waited this long gets 503, and can send its comment again. */
    private static final Duration RETRY_PERIOD = Duration.ofSeconds(5);

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
                new GroupCommit.Limits(CONCURRENT_GROUPS, MAX_GROUP_SIZE, Duration.ofMillis(timeout), RETRY_PERIOD),
                this::insertAll,
                meters);
    }

    /** Inserts a comment in a group with concurrent ones. */
    InsertOutcome insert(CommentInsert insert) {
        // A concurrent request with the same key is not in the statement's snapshot. The first attempt then collides,
        // or violates a unique constraint. The second attempt finds the key.
        return attempt(insert, () -> groups.commit(insert))
                .or(() -> attempt(insert, () -> insertAlone(insert)))
                .orElseThrow(() -> new IllegalStateException("Two attempts to insert " + insert.id() + " collided"));
    }

    private static Optional<InsertOutcome> attempt(CommentInsert insert, Supplier<Optional<InsertOutcome>> attempt) {
        try {
            return attempt.get();
        } catch (DataAccessException | CompletionException | PartlyReservedException e) {
            if (isPartlyReserved(e) || (insert.key() != null && isUniqueViolation(e))) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static boolean isPartlyReserved(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .anyMatch(PartlyReservedException.class::isInstance);
    }

    private static boolean isUniqueViolation(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .anyMatch(cause -> cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState()));
    }

    private Optional<InsertOutcome> insertAlone(CommentInsert insert) {
        return insertAll(List.of(insert)).getFirst();
    }

    private List<Optional<InsertOutcome>> insertAll(List<CommentInsert> group) {
        String rows = json.rows(
                withoutRepeatedKeys(group).stream().map(CommentInsertRow::of).toList());
        boolean hasSeveralKeys =
                group.stream().anyMatch(insert -> insert.response().repeatKeys().size() > 1);
        // Only several keys need a transaction, which costs one more round trip.
        List<CommentInsertRepository.Row> inserted =
                hasSeveralKeys ? transactions.executeWrite(_ -> insertWholly(rows)) : repository.insert(rows);
        Map<UUID, CommentInsertRepository.Row> results =
                inserted.stream().collect(toMap(CommentInsertRepository.Row::id, row -> row));
        return group.stream()
                .map(insert -> Optional.ofNullable(results.get(insert.id())).flatMap(row -> outcome(insert, row)))
                .toList();
    }

    private List<CommentInsertRepository.Row> insertWholly(String rows) {
        List<CommentInsertRepository.Row> inserted = repository.insert(rows);
        if (inserted.stream().anyMatch(row -> row.result() == InsertResult.PARTLY_RESERVED)) {
            throw new PartlyReservedException();
        }
        return inserted;
    }

    // The second request of a group with the same key is retried alone, as if it had arrived later.
    private static List<CommentInsert> withoutRepeatedKeys(List<CommentInsert> group) {
        Set<ByteBuffer> keys = new HashSet<>();
        return group.stream()
                .filter(insert -> {
                    List<ByteBuffer> own = keys(insert);
                    return own.stream().noneMatch(keys::contains) && keys.addAll(own);
                })
                .toList();
    }

    private static List<ByteBuffer> keys(CommentInsert insert) {
        Stream<byte[]> repeatKeys = insert.response().repeatKeys().stream();
        Stream<byte[]> keys = insert.key() == null ? Stream.empty() : insert.key().values().stream();
        return Stream.concat(repeatKeys, keys).map(ByteBuffer::wrap).toList();
    }

    private static Optional<InsertOutcome> outcome(CommentInsert insert, CommentInsertRepository.Row row) {
        return switch (row.result()) {
            case INSERTED -> Optional.of(new InsertOutcome.Inserted());
            case BLOCKED -> Optional.of(new InsertOutcome.Blocked());
            case KEY_USED -> Optional.of(repeated(insert, row));
            case CLOSED -> Optional.of(new InsertOutcome.Closed(requireNonNull(row.closed())));
            case NO_SUCH_PARENT -> Optional.of(new InsertOutcome.NoSuchParent());
            case COLLIDED, PARTLY_RESERVED -> Optional.empty();
        };
    }

    private static InsertOutcome repeated(CommentInsert insert, CommentInsertRepository.Row row) {
        byte @Nullable [] digest = row.usedContentDigest();
        return digest == null
                        || requireNonNull(insert.key()).contentDigests().stream()
                                .anyMatch(own -> MessageDigest.isEqual(digest, own))
                ? new InsertOutcome.Repeated(
                        new CommentId(requireNonNull(row.usedCommentId())),
                        requireNonNull(row.usedSubmittedAt()),
                        requireNonNull(row.usedReceiptSealed()))
                : new InsertOutcome.IdempotencyKeyReused();
    }

    /** Rolls back the insertion of comments of which one has only some of its keys. */
    private static final class PartlyReservedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        PartlyReservedException() {
            super("Another replica has just stored some of the keys", null, false, false);
        }
    }
}
