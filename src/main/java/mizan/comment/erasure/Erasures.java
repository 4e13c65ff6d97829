package mizan.comment.erasure;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import mizan.comment.CommentId;
import mizan.comment.Receipt;
import mizan.comment.block.Blocks;
import mizan.comment.notice.Notices;
import mizan.email.EmailFingerprint;
import mizan.platform.database.ArrayParameters;
import mizan.platform.database.JsonParameters;
import mizan.text.SearchLexemes;
import org.jspecify.annotations.Nullable;

/**
 * Erases the authors of comments: names, addresses, client data, notes of moderators, and the texts that do not stay
 * published. The ids of the comments are recorded, so that the erasure can be replayed after a restore from a backup.
 *
 * <p>Each call is one transaction. A comment that is being decided on is erased before or after the decision, as a whole.
 */
@Singleton
public class Erasures {

    /** Maximum number of comments of one transaction: their locks are held for a fraction of a second. */
    public static final int BATCH_SIZE = 200;

    private final ErasureRepository repository;
    private final Blocks blocks;
    private final Notices notices;
    private final TransactionOperations<Connection> transactions;
    private final JsonParameters json;

    Erasures(
            ErasureRepository repository,
            Blocks blocks,
            Notices notices,
            TransactionOperations<Connection> transactions,
            JsonParameters json) {
        this.repository = repository;
        this.blocks = blocks;
        this.notices = notices;
        this.transactions = transactions;
        this.json = json;
    }

    /** The time of the author's last comment; empty if the author has none. */
    public Optional<Instant> lastSubmission(List<EmailFingerprint> author) {
        return repository.lastSubmission(bytea(author));
    }

    /**
     * Deletes the blocks of an author, and of clients that were made for the author's comments: an erasure leaves no function
     * of the address.
     *
     * @return the number of deleted blocks
     */
    public long deleteBlocks(List<EmailFingerprint> author) {
        return blocks.deleteOfAuthor(bytea(author));
    }

    /**
     * Erases the notifier in all notices with an address, and records it for a replay.
     *
     * @return the number of notices
     */
    public int eraseNotices(List<EmailFingerprint> notifier, Instant at) {
        return transactions.executeWrite(_ -> {
            List<UUID> erased = notices.eraseByNotifier(bytea(notifier));
            String day = at.atZone(ZoneOffset.UTC).toLocalDate().toString();
            repository.record(json.rows(erased.stream()
                    .map(id -> new ErasureRepository.RecordRow(id, false, day))
                    .toList()));
            return erased.size();
        });
    }

    /** Whether the author has comments that were submitted until this instant. */
    public boolean hasComments(List<EmailFingerprint> author, Instant until) {
        return repository.hasComments(bytea(author), until);
    }

    /**
     * Erases up to {@value #BATCH_SIZE} comments of an author.
     *
     * @param author the fingerprints of the address under all keys
     * @param until only comments that were submitted until then
     * @param text what becomes of the texts of approved comments
     * @return the erased comments; they may be none although others are left, if another erasure was faster
     */
    public List<ErasedComment> eraseAuthor(
            List<EmailFingerprint> author, Instant until, PublishedText text, Instant at) {
        return transactions.executeWrite(_ -> {
            List<ErasureRepository.LockedRow> locked = repository.lockByAuthor(bytea(author), until, BATCH_SIZE);
            List<ErasedComment> erased = erase(locked, _ -> text == PublishedText.KEPT, at);
            repository.deleteIdempotencyKeys(ids(locked));
            return erased;
        });
    }

    /**
     * Erases the comment of a receipt with its text. The receipt becomes invalid. The idempotency keys stay until they
     * expire: a late retry of the same request must not submit the comment again.
     */
    public Optional<ErasedComment> withdraw(Receipt receipt, Instant at) {
        return transactions.executeWrite(_ -> {
            List<ErasureRepository.LockedRow> locked = repository.lockByReceipt(receipt.hash());
            return erase(locked, _ -> false, at).stream().findFirst();
        });
    }

    /**
     * Erases comments and notices again that a backup has brought back, and deletes the blocks of their authors. A text stays only if it
     * was kept and the comment is approved.
     *
     * @param records at most {@value #BATCH_SIZE}
     */
    public ReplayedBatch replay(List<ErasureRecord> records, Instant at) {
        Set<UUID> kept = records.stream()
                .filter(ErasureRecord::textKept)
                .map(ErasureRecord::commentId)
                .collect(Collectors.toSet());
        String[] ids = records.stream()
                .map(row -> row.commentId().toString())
                .distinct()
                .toArray(String[]::new);
        return transactions.executeWrite(_ -> {
            List<ErasureRepository.LockedRow> locked = repository.lockByIds(ids);
            blocks.deleteOfComments(ids(locked));
            List<ErasedComment> erased = erase(locked, kept::contains, at);
            repository.deleteIdempotencyKeys(ids);
            repository.record(json.rows(records.stream()
                    .map(row -> new ErasureRepository.RecordRow(
                            row.commentId(), row.textKept(), row.erasedOn().toString()))
                    .toList()));
            long found = repository.countExisting(ids) + notices.eraseByIds(ids);
            return new ReplayedBatch(erased, ids.length - found);
        });
    }

    /** Recorded erasures with ids after this one, in the order of their ids. */
    public List<ErasureRecord> records(UUID after, int limit) {
        return repository.records(after, limit);
    }

    private List<ErasedComment> erase(
            List<ErasureRepository.LockedRow> locked, Predicate<UUID> isTextKept, Instant at) {
        if (locked.isEmpty()) {
            return List.of();
        }
        @Nullable String[] lexemes = ArrayParameters.texts(
                locked,
                row -> row.publishedBody() != null && isTextKept.test(row.id())
                        ? SearchLexemes.tsVector("", row.publishedBody())
                        : null);
        List<ErasureRepository.Row> erased = repository.erase(ids(locked), lexemes, at);
        blocks.eraseNotes(ids(locked));
        notices.eraseExplanations(ids(locked));
        repository.deleteEmptyStats(erased.stream()
                .map(ErasureRepository.Row::emailFingerprint)
                .filter(Objects::nonNull)
                .map(Erasures::bytea)
                .distinct()
                .toArray(String[]::new));
        return erased.stream()
                .map(row -> new ErasedComment(
                        new CommentId(row.id()),
                        row.version(),
                        row.site(),
                        row.article(),
                        row.textKept() ? PublishedText.KEPT : PublishedText.ERASED))
                .toList();
    }

    private static String[] ids(List<ErasureRepository.LockedRow> locked) {
        return locked.stream().map(row -> row.id().toString()).toArray(String[]::new);
    }

    private static String[] bytea(List<EmailFingerprint> fingerprints) {
        return fingerprints.stream()
                .map(fingerprint -> bytea(fingerprint.value()))
                .toArray(String[]::new);
    }

    // PostgreSQL's hex format.
    private static String bytea(byte[] value) {
        return "\\x" + HexFormat.of().formatHex(value);
    }

    /**
     * The result of one batch of a replay.
     *
     * @param erased the comments that were erased again; the others are erased already, or missing
     * @param missing the number of comments that the database does not have, nor notices with their ids
     */
    public record ReplayedBatch(List<ErasedComment> erased, long missing) {

        /** The number of erased comments whose text was kept. */
        public long countKeptTexts() {
            return erased.stream().filter(ErasedComment::isTextKept).count();
        }
    }
}
