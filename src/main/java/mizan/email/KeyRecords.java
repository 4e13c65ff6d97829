package mizan.email;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys that were ever primary keys, as the database knows them. */
@Singleton
public class KeyRecords {

    private final KeyCheckRepository repository;

    KeyRecords(KeyCheckRepository repository) {
        this.repository = repository;
    }

    public List<KeyRecord> all(Keyset keyset) {
        return repository.findAll(keyset.databaseName()).stream()
                .map(row -> new KeyRecord(KeyIds.text(row.keyId()), row.addedAt(), row.retiredAt(), row.lost()))
                .toList();
    }

    public Optional<KeyRecord> find(Keyset keyset, String keyId) {
        return all(keyset).stream().filter(record -> record.id().equals(keyId)).findFirst();
    }

    /**
     * Marks a key as retired: keysets may lack it, and it must not become a primary key again.
     *
     * @return whether the database knows the key, and it was not retired
     */
    public boolean retire(Keyset keyset, String keyId, Instant at) {
        return repository.retire(keyset.databaseName(), KeyIds.stored(keyId), false, at) == 1;
    }

    /** Marks a key as lost. It is retired, and the values that it has made stay. */
    public boolean declareLost(Keyset keyset, String keyId, Instant at) {
        return repository.retire(keyset.databaseName(), KeyIds.stored(keyId), true, at) == 1;
    }

    /**
     * A key that the database knows.
     *
     * @param primarySince when a replica first started with it as its primary key
     * @param retiredAt null if it is not retired
     */
    public record KeyRecord(
            String id, Instant primarySince, @Nullable Instant retiredAt, boolean isLost) {

        public boolean isRetired() {
            return retiredAt != null;
        }
    }
}
