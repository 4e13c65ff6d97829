package mizan.comment.block;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import mizan.platform.database.JsonParameters;
import mizan.platform.database.UuidV7;
import org.jspecify.annotations.Nullable;

/** The stored blocks. The statement that inserts a comment looks them up. */
@Singleton
public class Blocks {

    /**
     * A client can be blocked until so long after its comment. The pseudonym of a client changes every week, so a submission
     * is compared under the keys of all weeks of this period.
     */
    public static final Duration MAX_CLIENT_PERIOD = Duration.ofDays(28);

    private final BlockRepository repository;
    private final TransactionOperations<Connection> transactions;
    private final JsonParameters json;

    Blocks(BlockRepository repository, TransactionOperations<Connection> transactions, JsonParameters json) {
        this.repository = repository;
        this.json = json;
        this.transactions = transactions;
    }

    /** The comment to be blocked; empty if it does not exist. */
    public Optional<BlockedComment> comment(UUID comment) {
        return repository.comment(comment);
    }

    /**
     * Blocks the author or the client of a comment, and runs {@code inTransaction} in the same transaction. It replaces an
     * earlier block for the same comment.
     *
     * @return empty if the author or client of the comment has just been erased
     */
    public Optional<Block> add(NewBlock block, Runnable inTransaction) {
        UUID id = UuidV7.at(block.at());
        String row = json.rows(List.of(new BlockRepository.Row(
                id, block.comment(), block.kind(), block.until(), block.note(), block.moderator(), block.at())));
        return transactions.executeWrite(_ -> {
            if (repository.add(row) == 0) {
                return Optional.empty();
            }
            inTransaction.run();
            return repository.find(id);
        });
    }

    public Optional<Block> find(UUID id) {
        return repository.find(id);
    }

    /** The blocks that have not ended, newest first. */
    public List<Block> page(Set<String> sites, UUID before, Instant now, int limit) {
        return repository.page(sites.toArray(String[]::new), before, now, limit);
    }

    /** Deletes a block, and runs {@code inTransaction} in the same transaction unless it was deleted already. */
    public void lift(UUID id, Runnable inTransaction) {
        transactions.executeWrite(_ -> {
            if (repository.delete(id) > 0) {
                inTransaction.run();
            }
            return true;
        });
    }

    /**
     * Deletes some of the blocks that have ended.
     *
     * @return the number of deleted blocks; 0 if none is left
     */
    public long deleteEnded(Instant now, int limit) {
        return repository.deleteEnded(now, limit);
    }

    /**
     * The blocks of an author, and those of clients that were made for the author's comments.
     *
     * @param fingerprints in PostgreSQL's hex format
     */
    public List<Block> ofAuthor(String[] fingerprints) {
        return repository.ofAuthor(fingerprints);
    }

    /**
     * Deletes what {@link #ofAuthor} returns.
     *
     * @return the number of deleted blocks
     */
    public long deleteOfAuthor(String[] fingerprints) {
        return repository.deleteOfAuthor(fingerprints);
    }

    /** Deletes the blocks of the authors of these comments, and those that were made for these comments. */
    public void deleteOfComments(String[] comments) {
        repository.deleteOfComments(comments);
    }

    /** Erases the notes of blocks that were made for these comments. The blocks stay. */
    public void eraseNotes(String[] comments) {
        repository.eraseNotes(comments);
    }

    /**
     * Moves blocks of authors to new fingerprints.
     *
     * @param fingerprints a JSON array of objects with old_fingerprint and fingerprint
     */
    public void moveFingerprints(String fingerprints) {
        repository.moveFingerprints(fingerprints);
    }

    /**
     * A block to be stored.
     *
     * @param until null for no end, which only an author's block can have
     */
    public record NewBlock(
            UUID comment,
            BlockKind kind,
            @Nullable Instant until,
            @Nullable String note,
            String moderator,
            Instant at) {}
}
