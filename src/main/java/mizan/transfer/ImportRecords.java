package mizan.transfer;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mizan.platform.database.ArrayParameters;
import mizan.platform.database.JsonParameters;

/**
 * The stored records of imports. Each call is a transaction, or part of the caller's: a load keeps its connection, on which a
 * statement outside of a transaction would stay uncommitted.
 */
@Singleton
class ImportRecords {

    private final ImportRepository repository;
    private final JsonParameters json;
    private final TransactionOperations<Connection> transactions;

    ImportRecords(ImportRepository repository, JsonParameters json, TransactionOperations<Connection> transactions) {
        this.repository = repository;
        this.json = json;
        this.transactions = transactions;
    }

    Import create(ImportRequest request) {
        return transactions.executeWrite(_ -> {
            repository.endInterrupted(request.site());
            repository.create(
                    request.id(), request.site(), request.source().format(), request.isDryRun(), request.moderator());
            return repository.find(request.id()).orElseThrow();
        });
    }

    void update(UUID id, ImportState state, ImportCounts counts) {
        write(() -> repository.update(id, state, json.value(counts)));
    }

    void fail(UUID id, FailureRow failure) {
        write(() -> repository.fail(id, json.value(failure)));
    }

    /** @param inTransaction runs in the same transaction */
    void beginUndo(UUID id, Runnable inTransaction) {
        write(() -> {
            repository.move(id, ImportState.UNDOING, 0);
            inTransaction.run();
        });
    }

    void endUndo(UUID id, long kept) {
        write(() -> repository.move(id, ImportState.UNDONE, kept));
    }

    void addOmissions(UUID id, List<Omission> omissions) {
        if (!omissions.isEmpty()) {
            write(() -> repository.addOmissions(
                    id,
                    omissions.stream().map(Omission::number).toArray(Long[]::new),
                    omissions.stream().map(Omission::line).toArray(Long[]::new),
                    ArrayParameters.texts(omissions, Omission::sourceId),
                    omissions.stream().map(omission -> omission.reason().name()).toArray(String[]::new)));
        }
    }

    Optional<Import> find(UUID id) {
        return transactions.executeWrite(_ -> repository.find(id));
    }

    List<Import> latest(List<String> sites, int limit) {
        return transactions.executeWrite(_ -> repository.latest(sites.toArray(String[]::new), limit));
    }

    List<Omission> omissions(UUID id, long after, int limit) {
        return transactions.executeWrite(_ -> repository.omissions(id, after, limit));
    }

    List<OmissionCount> countOmissions(UUID id) {
        return transactions.executeWrite(_ -> repository.countOmissions(id));
    }

    private void write(Runnable statement) {
        transactions.executeWrite(_ -> {
            statement.run();
            return true;
        });
    }
}
