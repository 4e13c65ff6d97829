package mizan.comment.key;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import mizan.comment.TextDigest;
import mizan.comment.block.Blocks;
import mizan.comment.key.ResealRepository.CommentRow;
import mizan.comment.key.ResealRepository.ReceiptRow;
import mizan.comment.key.ResealRepository.ResealedComment;
import mizan.comment.key.ResealRepository.ResealedDigest;
import mizan.comment.key.ResealRepository.ResealedReceipt;
import mizan.comment.key.ResealRepository.TextRow;
import mizan.comment.key.StoredValues.Decrypted;
import mizan.comment.key.StoredValues.Erased;
import mizan.comment.key.StoredValues.Undecryptable;
import mizan.email.EmailVault;
import mizan.email.FingerprintKey;
import mizan.platform.database.JsonParameters;
import org.jspecify.annotations.Nullable;

/**
 * Replaces values under old keys by values under the primary keys: sealed addresses and receipts, fingerprints, digests of
 * texts, author statistics, and blocks of authors. One batch is one short transaction. A comment that changes meanwhile is left for the next
 * run, and so is one whose address cannot be read. The service may run at the same time, and so may another run.
 */
@Singleton
public class Resealing {

    /** The position before the first comment. */
    public static final UUID FIRST = StoredValues.FIRST;

    /** A text can have 160 kB. */
    private static final int TEXTS_AT_ONCE = 50;

    private final StoredValues values;
    private final ResealRepository repository;
    private final EmailVault vault;
    private final Blocks blocks;
    private final JsonParameters json;

    Resealing(StoredValues values, ResealRepository repository, EmailVault vault, Blocks blocks, JsonParameters json) {
        this.values = values;
        this.repository = repository;
        this.vault = vault;
        this.blocks = blocks;
        this.json = json;
    }

    /** Re-seals the next comments after an id, in the order of their ids. */
    public Batch resealComments(UUID after) {
        List<CommentRow> rows = values.comments(after);
        List<Decrypted> outdated = new ArrayList<>();
        List<UUID> erased = new ArrayList<>();
        long unreadable = 0;
        for (CommentRow row : rows) {
            switch (values.examine(row)) {
                case Decrypted readable when isOutdated(readable) -> outdated.add(readable);
                case Undecryptable _ -> unreadable++;
                case Erased(UUID id) when row.hasDigest() && vault.hasSeveralFingerprintKeys() -> erased.add(id);
                case Decrypted _, Erased _ -> {}
            }
        }
        long changed = inParts(outdated, this::reseal) + inParts(erased, this::resealDigests);
        return new Batch(
                rows.size(),
                changed,
                unreadable,
                rows.size() < StoredValues.BATCH_SIZE ? null : rows.getLast().id());
    }

    private static <T> long inParts(List<T> comments, ToLongFunction<List<T>> change) {
        long changed = 0;
        for (int from = 0; from < comments.size(); from += TEXTS_AT_ONCE) {
            changed += change.applyAsLong(comments.subList(from, Math.min(from + TEXTS_AT_ONCE, comments.size())));
        }
        return changed;
    }

    /** Re-seals all receipts of idempotency keys, which are stored for a day. Calls {@code pause} after each batch. */
    public long resealReceipts(Runnable pause) {
        AtomicLong changed = new AtomicLong();
        values.forEachReceipts(rows -> {
            List<ResealedReceipt> outdated =
                    rows.stream().flatMap(row -> resealed(row).stream()).toList();
            if (!outdated.isEmpty()) {
                changed.addAndGet(repository.resealReceipts(json.rows(outdated)));
            }
            pause.run();
        });
        return changed.get();
    }

    private boolean isOutdated(Decrypted comment) {
        return !isUnderPrimaryKey(comment.sealed())
                || !Arrays.equals(vault.fingerprint(comment.address()).value(), comment.fingerprint());
    }

    private boolean isUnderPrimaryKey(byte[] sealed) {
        return vault.sealingKey(sealed)
                .filter(vault.primarySealingKey()::equals)
                .isPresent();
    }

    private long reseal(List<Decrypted> outdated) {
        Map<UUID, TextRow> texts = repository
                .texts(array(outdated, comment -> comment.id().toString()))
                .stream()
                .collect(toMap(TextRow::id, identity()));
        List<ResealedComment> comments = outdated.stream()
                .flatMap(comment -> Stream.ofNullable(texts.get(comment.id())).map(text -> resealed(comment, text)))
                .toList();
        String rows = json.rows(comments);
        // Before the comments: of a run that is stopped in between, the next one finds them again. Submissions are
        // looked up under both keys.
        blocks.moveFingerprints(rows);
        long changed = repository.reseal(rows);
        repository.deleteEmptyStats(array(comments, ResealedComment::oldFingerprint));
        return changed;
    }

    /** Replaces the digests of comments whose address is no longer kept. */
    private long resealDigests(List<UUID> comments) {
        List<ResealedDigest> outdated = repository.texts(array(comments, UUID::toString)).stream()
                .flatMap(text -> Stream.ofNullable(text.digest())
                        .map(stored -> new ResealedDigest(text.id(), bytea(stored), digest(text))))
                .filter(digest -> !digest.oldDigest().equals(digest.digest()))
                .toList();
        return outdated.isEmpty() ? 0 : repository.resealDigests(json.rows(outdated));
    }

    private static <T> String[] array(List<T> values, Function<T, String> text) {
        return values.stream().map(text).toArray(String[]::new);
    }

    private ResealedComment resealed(Decrypted comment, TextRow text) {
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
}
