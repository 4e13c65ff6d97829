package mizan.comment.retention;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.util.List;
import mizan.platform.database.ArrayParameters;

/** Erases and counts personal data whose retention period is over. */
@Singleton
public class CommentRetention {

    /** A transaction with so many comments takes some hundredths of a second. */
    private static final int BATCH_SIZE = 200;

    private final RetentionRepository repository;
    private final TransactionOperations<Connection> transactions;

    CommentRetention(RetentionRepository repository, TransactionOperations<Connection> transactions) {
        this.repository = repository;
        this.transactions = transactions;
    }

    /**
     * Erases one batch of expired data of a site, the oldest first, except in rows that are locked now.
     *
     * @param before data that is this old, or older, is expired
     * @param at the time of the change
     * @return the number of changed comments; 0 if nothing is left
     */
    public int eraseBatch(RetentionKind kind, String site, Instant before, Instant at) {
        return transactions.executeWrite(_ -> {
            List<RetentionRepository.Row> erased = switch (kind) {
                case REJECTED -> repository.eraseRejected(site, before, at, BATCH_SIZE);
                case APPROVED -> repository.eraseAddresses(site, before, BATCH_SIZE);
                case CLIENT -> repository.eraseClients(site, before, BATCH_SIZE);
            };
            List<RetentionRepository.Row> known = erased.stream()
                    .filter(row -> row.emailFingerprint() != null)
                    .toList();
            repository.deleteEmptyStats(
                    ArrayParameters.texts(known, RetentionRepository.Row::emailFingerprint),
                    ArrayParameters.texts(known, RetentionRepository.Row::client),
                    site);
            return erased.size();
        });
    }

    /** The number of comments of a site with expired data. */
    public long count(RetentionKind kind, String site, Instant before) {
        return switch (kind) {
            case REJECTED -> repository.countRejected(site, before);
            case APPROVED -> repository.countAddresses(site, before);
            case CLIENT -> repository.countClients(site, before);
        };
    }
}
