package mizan.comment.key;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import mizan.comment.key.StoredValues.Decrypted;
import mizan.comment.key.StoredValues.Erased;
import mizan.comment.key.StoredValues.Undecryptable;
import mizan.comment.notice.NoticeSeals;
import mizan.email.EmailAddress;
import mizan.email.EmailVault;
import mizan.email.FingerprintKey;
import mizan.email.SealedAddresses;
import mizan.email.SealedValues;
import org.jspecify.annotations.Nullable;

/** Counts stored values by the keys that have made them. Reads all comments and notices, in batches. */
@Singleton
public class KeyUsages {

    private final StoredValues values;
    private final ResealRepository repository;
    private final NoticeSeals notices;
    private final EmailVault vault;
    private final List<SealedAddresses> others;
    private final List<SealedValues> secrets;

    KeyUsages(
            StoredValues values,
            ResealRepository repository,
            NoticeSeals notices,
            EmailVault vault,
            List<SealedAddresses> others,
            List<SealedValues> secrets) {
        this.values = values;
        this.repository = repository;
        this.notices = notices;
        this.vault = vault;
        this.others = others;
        this.secrets = secrets;
    }

    /** Counts all values. Decrypts all addresses, because a fingerprint does not say which key has computed it. */
    public KeyUsage count() {
        KeyUsage usage = new KeyUsage();
        values.forEachComment(row -> {
            switch (values.examine(row)) {
                case Decrypted readable -> {
                    vault.sealingKey(readable.sealed()).ifPresent(usage::addSealed);
                    usage.addFingerprint(fingerprintKey(readable.address(), readable.fingerprint()));
                }
                case Undecryptable unreadable -> {
                    vault.sealingKey(unreadable.sealed()).ifPresent(usage::addSealed);
                    usage.addUnreadable();
                }
                case Erased _ -> {}
            }
        });
        notices.forEach(row -> {
            vault.sealingKey(row.emailSealed()).ifPresent(usage::addSealed);
            vault.address(row.emailSealed(), row.id())
                    .ifPresentOrElse(
                            address -> usage.addFingerprint(fingerprintKey(address, row.emailFingerprint())),
                            usage::addUnreadable);
        });
        values.forEachReceipts(rows ->
                rows.forEach(row -> vault.sealingKey(row.receiptSealed()).ifPresent(usage::addSealed)));
        others.forEach(other -> other.forEach(address -> {
            address.sealed().forEach(value -> vault.sealingKey(value).ifPresent(usage::addSealed));
            vault.address(address.sealed().getFirst(), address.id())
                    .ifPresent(readable -> usage.addFingerprint(fingerprintKey(readable, address.fingerprint())));
        }));
        secrets.forEach(secret ->
                secret.sealedValues().forEach(value -> vault.sealingKey(value).ifPresent(usage::addSealed)));
        return usage;
    }

    /** Counts the comments whose address was sealed with one of these keys, whether it can be read or not. */
    public long countComments(Set<String> keyIds) {
        AtomicLong number = new AtomicLong();
        values.forEachComment(row -> {
            byte @Nullable [] sealed = row.emailSealed();
            if (sealed != null && isSealedWith(sealed, keyIds)) {
                number.incrementAndGet();
            }
        });
        return number.get();
    }

    /** Counts the notices whose address was sealed with one of these keys, whether it can be read or not. */
    public long countNotices(Set<String> keyIds) {
        AtomicLong number = new AtomicLong();
        notices.forEach(row -> {
            if (isSealedWith(row.emailSealed(), keyIds)) {
                number.incrementAndGet();
            }
        });
        return number.get();
    }

    /** Counts the receipts that were sealed with one of these keys. */
    public long countReceipts(Set<String> keyIds) {
        AtomicLong number = new AtomicLong();
        values.forEachReceipts(rows -> number.addAndGet(rows.stream()
                .filter(row -> isSealedWith(row.receiptSealed(), keyIds))
                .count()));
        return number.get();
    }

    /** Counts the addresses beside those of comments, and other values, that were sealed with one of these keys. */
    public long countOthers(Set<String> keyIds) {
        AtomicLong number = new AtomicLong();
        others.forEach(other -> other.forEach(address -> {
            if (address.sealed().stream().anyMatch(value -> isSealedWith(value, keyIds))) {
                number.incrementAndGet();
            }
        }));
        secrets.forEach(secret -> number.addAndGet(secret.sealedValues()
                .filter(value -> isSealedWith(value, keyIds))
                .count()));
        return number.get();
    }

    /** Whether an idempotency key that is still valid was stored until an instant. It cannot be computed anew. */
    public boolean hasIdempotencyKeys(Instant until, Instant now) {
        return repository.hasIdempotencyKeys(until, now);
    }

    private boolean isSealedWith(byte[] sealed, Set<String> keyIds) {
        return vault.sealingKey(sealed).filter(keyIds::contains).isPresent();
    }

    private @Nullable String fingerprintKey(EmailAddress address, byte[] fingerprint) {
        return vault.fingerprintKeys().stream()
                .filter(key -> Arrays.equals(key.fingerprint(address).value(), fingerprint))
                .map(FingerprintKey::id)
                .findFirst()
                .orElse(null);
    }
}
