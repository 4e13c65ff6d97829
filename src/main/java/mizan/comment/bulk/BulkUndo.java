package mizan.comment.bulk;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.UUID;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import mizan.platform.database.LongStatements;

/** Takes back all comments of an import. */
@Singleton
public class BulkUndo {

    private static final int BATCH_SIZE = 500;
    private static final UUID FIRST = new UUID(0, 0);

    private final BulkUndoRepository repository;
    private final TransactionOperations<Connection> transactions;

    private final LongStatements statements;

    BulkUndo(BulkUndoRepository repository, TransactionOperations<Connection> transactions, LongStatements statements) {
        this.repository = repository;
        this.transactions = transactions;
        this.statements = statements;
    }

    /** The number of comments of an import on which moderators have decided since. */
    public long countDecided(UUID importId) {
        return inTransaction(() -> repository.countDecided(importId));
    }

    /**
     * Takes back the comments of an import in small batches, without those on which moderators have decided.
     *
     * @param taken receives the number of comments that were taken back so far
     * @return the number of comments that were kept
     */
    public long run(String site, UUID importId, LongConsumer taken) {
        UUID last = FIRST;
        long seen = 0;
        long sum = 0;
        List<BulkUndoRepository.Row> batch = List.of();
        do {
            UUID after = last;
            Batch done = inTransaction(() -> {
                List<BulkUndoRepository.Row> locked = repository.lock(importId, after, BATCH_SIZE);
                String[] ids = locked.stream().map(row -> row.id().toString()).toArray(String[]::new);
                return new Batch(locked, ids.length == 0 ? 0 : repository.takeBack(importId, ids));
            });
            batch = done.rows();
            seen += batch.size();
            sum += done.takenBack();
            last = batch.isEmpty() ? last : batch.getLast().id();
            taken.accept(sum);
        } while (!batch.isEmpty());
        inTransaction(() -> repository.deleteEmptyStats(site));
        return seen - sum;
    }

    private <T> T inTransaction(Supplier<T> work) {
        return transactions.executeWrite(status -> {
            statements.allowInTransaction(status.getConnection());
            return work.get();
        });
    }

    private record Batch(List<BulkUndoRepository.Row> rows, long takenBack) {}
}
