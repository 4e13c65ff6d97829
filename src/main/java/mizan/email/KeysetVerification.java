package mizan.email;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import mizan.email.KeyCheckRepository.KeyCheckRow;

/**
 * Compares the keysets with the database, which has a check value of each key that was ever a primary key. A keyset may have
 * further keys, but none of these may be missing until it is retired: data that they protect could not be read.
 */
@Singleton
public class KeysetVerification {

    private final EmailVault vault;
    private final ClientDigest clients;
    private final KeyCheckRepository repository;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    KeysetVerification(
            EmailVault vault,
            ClientDigest clients,
            KeyCheckRepository repository,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.vault = vault;
        this.clients = clients;
        this.repository = repository;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Verifies the keysets, and adds check values of their primary keys unless a keyset is wrong. */
    public List<Result> verifyAndRecord() {
        return transactions.executeWrite(_ -> {
            // Of two replicas with different keysets that start with an empty database, the first one is right.
            repository.lock();
            List<Result> results = verify();
            if (results.stream().allMatch(Result::isValid)) {
                for (Keyset keyset : Keyset.values()) {
                    repository.add(keyset.databaseName(), primaryKey(keyset), checkValue(keyset), clock.instant());
                }
            }
            return results;
        });
    }

    /** Verifies the keysets. */
    public List<Result> verify() {
        return Arrays.stream(Keyset.values()).map(this::verify).toList();
    }

    /** Whether the keysets are valid, and a replica has started with the primary key of each. */
    public boolean areInUse() {
        return verify().stream().allMatch(Result::isValid)
                && Arrays.stream(Keyset.values())
                        .allMatch(keyset -> repository.findAll(keyset.databaseName()).stream()
                                .anyMatch(row -> row.keyId() == primaryKey(keyset)));
    }

    private Result verify(Keyset keyset) {
        List<KeyCheckRow> rows = repository.findAll(keyset.databaseName());
        List<KeyCheckRow> absent =
                rows.stream().filter(row -> !isCheckValue(keyset, row)).toList();
        return new Result(
                keyset.file(),
                (int) rows.stream().filter(row -> row.retiredAt() == null).count(),
                absent.stream()
                        .filter(row -> row.retiredAt() == null)
                        .map(row -> KeyIds.text(row.keyId()))
                        .toList(),
                absent.stream()
                        .filter(KeyCheckRow::lost)
                        .map(row -> KeyIds.text(row.keyId()))
                        .toList(),
                rows.stream().anyMatch(row -> row.retiredAt() != null && row.keyId() == primaryKey(keyset)));
    }

    private int primaryKey(Keyset keyset) {
        return switch (keyset) {
            case EMAIL -> Integer.parseUnsignedInt(vault.primarySealingKey());
            case FINGERPRINT -> vault.fingerprintPrfs().primaryId();
            case CLIENT -> clients.keys().primaryId();
        };
    }

    private byte[] checkValue(Keyset keyset) {
        return switch (keyset) {
            case EMAIL -> vault.sealedCheck();
            case FINGERPRINT -> vault.fingerprintPrfs().checkValue(EmailVault.CHECK);
            case CLIENT -> clients.keys().checkValue(EmailVault.CHECK);
        };
    }

    private boolean isCheckValue(Keyset keyset, KeyCheckRow row) {
        return switch (keyset) {
            case EMAIL -> vault.isSealedCheck(row.checkValue());
            case FINGERPRINT ->
                vault.fingerprintPrfs().isCheckValue((int) row.keyId(), EmailVault.CHECK, row.checkValue());
            case CLIENT -> clients.keys().isCheckValue((int) row.keyId(), EmailVault.CHECK, row.checkValue());
        };
    }

    /**
     * The result for one keyset.
     *
     * @param file the name of its file
     * @param used the number of keys that the database knows and that are not retired; 0 if it has never been used with a
     *     keyset
     * @param missing the ids of those that the keyset lacks
     * @param lost the ids of the keys that were declared lost, and that the keyset lacks
     * @param isPrimaryKeyRetired whether the keyset's primary key is retired: other replicas cannot read what it would make
     */
    public record Result(String file, int used, List<String> missing, List<String> lost, boolean isPrimaryKeyRetired) {

        public boolean isValid() {
            return missing.isEmpty() && !isPrimaryKeyRetired;
        }
    }
}
