package mizan.email;

import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import mizan.email.KeyCheckRepository.KeyCheckRow;

/**
 * Compares the keysets with the database, which has a check value of each key that was ever in use. A keyset may have
 * further keys, but none of these may be missing: data that they protect could not be read.
 */
@Singleton
public class KeysetVerification {

    private final EmailVault vault;
    private final KeyCheckRepository repository;
    private final TransactionOperations<Connection> transactions;
    private final Clock clock;

    KeysetVerification(
            EmailVault vault,
            KeyCheckRepository repository,
            TransactionOperations<Connection> transactions,
            Clock clock) {
        this.vault = vault;
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
                    repository.add(
                            keyset.databaseName(), vault.primaryKey(keyset), vault.checkValue(keyset), clock.instant());
                }
            }
            return results;
        });
    }

    /** Verifies the keysets. */
    public List<Result> verify() {
        List<Result> results = new ArrayList<>();
        for (Keyset keyset : Keyset.values()) {
            List<KeyCheckRow> rows = repository.findAll(keyset.databaseName());
            List<String> missing = rows.stream()
                    .filter(row -> !vault.isCheckValue(keyset, row.keyId(), row.checkValue()))
                    .map(row -> Long.toString(Integer.toUnsignedLong((int) row.keyId())))
                    .toList();
            results.add(new Result(keyset.file(), rows.size(), missing));
        }
        return results;
    }

    /**
     * The result for one keyset.
     *
     * @param file the name of its file
     * @param used the number of keys that the database knows; 0 if it has never been used with a keyset
     * @param missing the ids of those that the keyset lacks
     */
    public record Result(String file, int used, List<String> missing) {

        public boolean isValid() {
            return missing.isEmpty();
        }
    }
}
