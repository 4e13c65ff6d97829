package mizan.comment;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import mizan.comment.ResealRepository.CommentRow;
import mizan.comment.ResealRepository.ReceiptRow;
import mizan.comment.ResealRepository.ResealedComment;
import mizan.comment.ResealRepository.ResealedReceipt;
import mizan.comment.ResealRepository.TextRow;
import mizan.email.EmailAddress;
import mizan.email.EmailVault;
import mizan.email.FingerprintKey;
import mizan.platform.database.ArrayParameters;
import mizan.platform.database.JsonParameters;
import org.jspecify.annotations.Nullable;

/**
 * Replaces values under old keys by values under the primary keys: sealed addresses and receipts, fingerprints, digests of
 * texts, and author statistics. One batch is one short transaction. A comment that changes meanwhile is left for the next
 * run, and so is one whose address cannot be read. The service may run at the same time, and so may another run.
 */
@Singleton
public class Resealing {

    /** The position before the first comment. */
    public static final UUID FIRST = new UUID(0, 0);

    private static final int BATCH_SIZE = 500;

    /** A text can have 160 kB. */
    private static final int TEXTS_AT_ONCE = 50;

    private final ResealRepository repository;
    private final EmailVault vault;
    private final JsonParameters json;

    Resealing(ResealRepository repository, EmailVault vault, JsonParameters json) {
        this.repository = repository;
        this.vault = vault;
        this.json = json;
    }

    /** Re-seals the next comments after an id, in the order of their ids. */
    public Batch resealComments(UUID after) {
        List<CommentRow> rows = repository.comments(after, BATCH_SIZE);
        List<Readable> outdated = new ArrayList<>();
        long unreadable = 0;
        for (CommentRow row : rows) {
            switch (examine(row)) {
                case Readable readable when isOutdated(readable) -> outdated.add(readable);
                case Unreadable _ -> unreadable++;
                case Readable _, Erased _ -> {}
            }
        }
        long changed = 0;
        for (int from = 0; from < outdated.size(); from += TEXTS_AT_ONCE) {
            changed += reseal(outdated.subList(from, Math.min(from + TEXTS_AT_ONCE, outdated.size())));
        }
        return new Batch(
                rows.size(),
                changed,
                unreadable,
                rows.size() < BATCH_SIZE ? null : rows.getLast().id());
    }

    /** Re-seals all receipts of idempotency keys, which are stored for a day. Calls {@code pause} after each batch. */
    public long resealReceipts(Runnable pause) {
        AtomicLong changed = new AtomicLong();
        forEachReceipts(rows -> {
            List<ResealedReceipt> outdated =
                    rows.stream().flatMap(row -> resealed(row).stream()).toList();
            if (!outdated.isEmpty()) {
                changed.addAndGet(repository.resealReceipts(json.rows(outdated)));
            }
            pause.run();
        });
        return changed.get();
    }

    /** Counts the comments whose address was sealed with one of these keys, whether it can be read or not. */
    public long countComments(Set<String> keyIds) {
        AtomicLong number = new AtomicLong();
        forEachComment(row -> {
            if (isSealedWith(row.emailSealed(), keyIds)) {
                number.incrementAndGet();
            }
        });
        return number.get();
    }

    /** Counts the receipts that were sealed with one of these keys. */
    public long countReceipts(Set<String> keyIds) {
        AtomicLong number = new AtomicLong();
        forEachReceipts(rows -> number.addAndGet(rows.stream()
                .filter(row -> isSealedWith(row.receiptSealed(), keyIds))
                .count()));
        return number.get();
    }

    /** Counts all values by the keys that have made them. Decrypts all addresses. */
    public KeyUsage count() {
        KeyUsage usage = new KeyUsage();
        forEachComment(row -> count(row, usage));
        forEachReceipts(rows ->
                rows.forEach(row -> vault.sealingKey(row.receiptSealed()).ifPresent(usage::addSealed)));
        return usage;
    }

    private boolean isSealedWith(byte @Nullable [] sealed, Set<String> keyIds) {
        return sealed != null
                && vault.sealingKey(sealed).filter(keyIds::contains).isPresent();
    }

    private void forEachComment(Consumer<CommentRow> action) {
        UUID after = FIRST;
        List<CommentRow> rows;
        do {
            rows = repository.comments(after, BATCH_SIZE);
            rows.forEach(action);
            after = rows.isEmpty() ? after : rows.getLast().id();
        } while (rows.size() == BATCH_SIZE);
    }

    private void forEachReceipts(Consumer<List<ReceiptRow>> action) {
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

    /** Whether an idempotency key that is still valid was stored until an instant. It cannot be computed anew. */
    public boolean hasIdempotencyKeys(Instant until, Instant now) {
        return repository.hasIdempotencyKeys(until, now);
    }

    private void count(CommentRow row, KeyUsage usage) {
        switch (examine(row)) {
            case Readable readable -> {
                vault.sealingKey(readable.sealed()).ifPresent(usage::addSealed);
                usage.addFingerprint(fingerprintKey(readable.address(), readable.fingerprint()));
            }
            case Unreadable unreadable -> {
                vault.sealingKey(unreadable.sealed()).ifPresent(usage::addSealed);
                usage.addUnreadable();
            }
            case Erased _ -> {}
        }
    }

    private @Nullable String fingerprintKey(EmailAddress address, byte[] fingerprint) {
        return vault.fingerprintKeys().stream()
                .filter(key -> Arrays.equals(key.fingerprint(address).value(), fingerprint))
                .map(FingerprintKey::id)
                .findFirst()
                .orElse(null);
    }

    private Examined examine(CommentRow row) {
        byte @Nullable [] sealed = row.emailSealed();
        byte @Nullable [] fingerprint = row.emailFingerprint();
        if (sealed == null || fingerprint == null) {
            return new Erased();
        }
        return vault.address(sealed, row.id())
                .<Examined>map(address -> new Readable(row.id(), sealed, fingerprint, address))
                .orElseGet(() -> new Unreadable(sealed));
    }

    private boolean isOutdated(Readable comment) {
        return !isUnderPrimaryKey(comment.sealed())
                || !Arrays.equals(vault.fingerprint(comment.address()).value(), comment.fingerprint());
    }

    private boolean isUnderPrimaryKey(byte[] sealed) {
        return vault.sealingKey(sealed)
                .filter(vault.primarySealingKey()::equals)
                .isPresent();
    }

    private long reseal(List<Readable> outdated) {
        Map<UUID, TextRow> texts =
                repository
                        .texts(ArrayParameters.texts(
                                outdated, comment -> comment.id().toString()))
                        .stream()
                        .collect(toMap(TextRow::id, identity()));
        List<ResealedComment> comments = outdated.stream()
                .flatMap(comment -> Stream.ofNullable(texts.get(comment.id())).map(text -> resealed(comment, text)))
                .toList();
        long changed = repository.reseal(json.rows(comments));
        repository.deleteEmptyStats(ArrayParameters.texts(comments, ResealedComment::oldFingerprint));
        return changed;
    }

    private ResealedComment resealed(Readable comment, TextRow text) {
        return new ResealedComment(
                comment.id(),
                bytea(comment.sealed()),
                bytea(comment.fingerprint()),
                bytea(
                        isUnderPrimaryKey(comment.sealed())
                                ? comment.sealed()
                                : vault.seal(comment.address(), comment.id())),
                bytea(vault.fingerprint(comment.address()).value()),
                digest(text));
    }

    private @Nullable String digest(TextRow row) {
        byte @Nullable [] stored = row.digest();
        @Nullable String body = row.body();
        if (stored == null || body == null) {
            return stored == null ? null : bytea(stored);
        }
        List<FingerprintKey> keys = vault.fingerprintKeys();
        // The kind is not stored. It is the one whose digest is stored; of a digest under a lost key it is not known.
        TextDigest text = Stream.of(TextDigest.Kind.values())
                .map(kind -> new TextDigest(kind, row.site(), row.article(), row.parentId(), body))
                .filter(one -> keys.stream().anyMatch(key -> Arrays.equals(one.under(key), stored)))
                .findFirst()
                .orElseGet(
                        () -> new TextDigest(TextDigest.Kind.PERSON, row.site(), row.article(), row.parentId(), body));
        return bytea(text.under(keys.getFirst()));
    }

    private Optional<ResealedReceipt> resealed(ReceiptRow row) {
        return isUnderPrimaryKey(row.receiptSealed())
                ? Optional.empty()
                : vault.unsealReceipt(row.receiptSealed(), row.commentId())
                        .map(receipt -> new ResealedReceipt(
                                row.site(),
                                bytea(row.key()),
                                bytea(row.receiptSealed()),
                                bytea(vault.sealReceipt(receipt, row.commentId()))));
    }

    private static String bytea(byte[] bytes) {
        return "\\x" + HexFormat.of().formatHex(bytes);
    }

    /**
     * The result of one batch.
     *
     * @param read the comments that were read
     * @param changed those of them that were changed
     * @param unreadable those of them whose address cannot be read
     * @param last the last id, after which the next batch starts; null after the last batch
     */
    public record Batch(
            int read,
            long changed,
            long unreadable,
            @Nullable UUID last) {}

    /** A comment, as far as its address can be read. */
    private sealed interface Examined {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Readable(UUID id, byte[] sealed, byte[] fingerprint, EmailAddress address) implements Examined {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Unreadable(byte[] sealed) implements Examined {}

    /** It has no address any more. */
    private record Erased() implements Examined {}
}
