package mizan.comment.key;

import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import mizan.comment.key.ResealRepository.CommentRow;
import mizan.comment.key.ResealRepository.ReceiptRow;
import mizan.email.EmailAddress;
import mizan.email.EmailVault;
import org.jspecify.annotations.Nullable;

/** Reads the values that keys have made, in batches. */
@Singleton
final class StoredValues {

    static final int BATCH_SIZE = 500;

    /** The position before the first comment. */
    static final UUID FIRST = new UUID(0, 0);

    private final ResealRepository repository;
    private final EmailVault vault;

    StoredValues(ResealRepository repository, EmailVault vault) {
        this.repository = repository;
        this.vault = vault;
    }

    /** The next comments after an id, in the order of their ids. */
    List<CommentRow> comments(UUID after) {
        return repository.comments(after, BATCH_SIZE);
    }

    void forEachComment(Consumer<CommentRow> action) {
        UUID after = FIRST;
        List<CommentRow> rows;
        do {
            rows = comments(after);
            rows.forEach(action);
            after = rows.isEmpty() ? after : rows.getLast().id();
        } while (rows.size() == BATCH_SIZE);
    }

    /** Passes on the receipts of all idempotency keys, which are stored for a day. */
    void forEachReceipts(Consumer<List<ReceiptRow>> action) {
        String site = "";
        byte[] key = {};
        List<ReceiptRow> rows;
        do {
            rows = repository.receipts(site, key, BATCH_SIZE);
            action.accept(rows);
            site = rows.isEmpty() ? site : rows.getLast().site();
            key = rows.isEmpty() ? key : rows.getLast().key();
        } while (rows.size() == BATCH_SIZE);
    }

    Examined examine(CommentRow row) {
        byte @Nullable [] sealed = row.emailSealed();
        byte @Nullable [] fingerprint = row.emailFingerprint();
        if (sealed == null || fingerprint == null) {
            return new Erased(row.id());
        }
        return vault.address(sealed, row.id())
                .<Examined>map(address -> new Decrypted(row.id(), sealed, fingerprint, address))
                .orElseGet(() -> new Undecryptable(sealed));
    }

    /** A comment, as far as its address can be read. */
    sealed interface Examined {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Decrypted(UUID id, byte[] sealed, byte[] fingerprint, EmailAddress address) implements Examined {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Undecryptable(byte[] sealed) implements Examined {}

    /** Its address is no longer kept. */
    record Erased(UUID id) implements Examined {}
}
