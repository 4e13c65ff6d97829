package mizan.rotation;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import mizan.audit.AuditAction;
import mizan.audit.AuditEntry;
import mizan.audit.AuditTrail;
import mizan.comment.key.KeyUsage;
import mizan.comment.key.KeyUsages;
import mizan.email.KeyRecords;
import mizan.email.KeyRecords.KeyRecord;
import mizan.email.Keyset;
import mizan.platform.KeysetFile;

/**
 * Retires keys that no stored value needs, and declares lost ones. The database then accepts keysets without the key. The
 * files are not changed.
 */
@Singleton
public class KeyRetirement {

    /** The lifetime of an idempotency key, whose value cannot be computed anew. */
    static final Duration IDEMPOTENCY = Duration.ofHours(24);

    private final KeyRecords records;
    private final KeyUsages usages;
    private final AuditTrail auditTrail;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    KeyRetirement(
            KeyRecords records,
            KeyUsages usages,
            AuditTrail auditTrail,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.records = records;
        this.usages = usages;
        this.auditTrail = auditTrail;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Retires a key. Reads all comments, unless another reason is found first.
     *
     * @param file the service's keyset
     */
    public RetirementOutcome retire(Keyset keyset, KeysetFile file, String keyId) {
        Optional<KeysetFile.Key> key = file.find(keyId);
        Optional<KeyRecord> known = records.find(keyset, keyId);
        if (key.isEmpty() && known.isEmpty()) {
            return new RetirementOutcome.UnknownKey();
        }
        if (key.filter(KeysetFile.Key::isPrimary).isPresent()) {
            return new RetirementOutcome.PrimaryKey();
        }
        if (known.isEmpty() || known.get().isRetired()) {
            return new RetirementOutcome.Retired(0); // it was never a primary key, or an earlier run has retired it
        }
        if (key.isEmpty()) {
            return new RetirementOutcome.Missing();
        }
        Optional<Instant> promotedAt = primarySince(keyset, file);
        if (promotedAt.isEmpty()) {
            return new RetirementOutcome.NotRolledOut();
        }
        Instant now = clock.instant();
        if (keyset == Keyset.FINGERPRINT && usages.hasIdempotencyKeys(promotedAt.get(), now)) {
            return new RetirementOutcome.TooEarly(promotedAt.get().plus(IDEMPOTENCY));
        }
        return retireUnused(keyset, keyId, now);
    }

    private RetirementOutcome retireUnused(Keyset keyset, String keyId, Instant now) {
        KeyUsage usage = keyset == Keyset.FINGERPRINT ? usages.count() : new KeyUsage();
        long needed = switch (keyset) {
            case EMAIL -> sealedWith(keyId);
            case FINGERPRINT -> usage.fingerprints(keyId);
            case CLIENT -> 0; // pseudonyms are only compared, which needs no key
        };
        if (needed > 0) {
            return new RetirementOutcome.InUse(needed);
        }
        transactions.executeWrite(_ -> {
            if (records.retire(keyset, keyId, now)) {
                record(AuditAction.KEY_RETIRED, keyset, keyId, now);
            }
            return true;
        });
        return new RetirementOutcome.Retired(usage.unreadable());
    }

    private long sealedWith(String keyId) {
        Set<String> keys = Set.of(keyId);
        return usages.countComments(keys)
                + usages.countNotices(keys)
                + usages.countReceipts(keys)
                + usages.countOthers(keys);
    }

    /** Declares a key lost that the keyset lacks, so that the service runs without it. */
    public RetirementOutcome declareLost(Keyset keyset, KeysetFile file, String keyId) {
        if (file.find(keyId).isPresent()) {
            return new RetirementOutcome.NotLost();
        }
        if (records.find(keyset, keyId).filter(record -> !record.isRetired()).isEmpty()) {
            return new RetirementOutcome.UnknownKey();
        }
        Instant now = clock.instant();
        transactions.executeWrite(_ -> {
            if (records.declareLost(keyset, keyId, now)) {
                record(AuditAction.KEY_LOST, keyset, keyId, now);
            }
            return true;
        });
        return new RetirementOutcome.DeclaredLost(keyset == Keyset.EMAIL ? sealedWith(keyId) : 0);
    }

    /** When a replica first started with the file's primary key as its own. */
    Optional<Instant> primarySince(Keyset keyset, KeysetFile file) {
        return file.keys().stream()
                .filter(KeysetFile.Key::isPrimary)
                .findFirst()
                .flatMap(primary -> records.find(keyset, primary.id()))
                .map(KeyRecord::primarySince);
    }

    private void record(AuditAction action, Keyset keyset, String keyId, Instant at) {
        auditTrail.record(new AuditEntry(at, null, action, null, keyset.databaseName() + " " + keyId));
    }
}
