package mizan.email;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface KeyCheckRepository extends GenericRepository<KeyCheckRepository.KeyCheckRow, Long> {

    /** Waits for the lock that only one replica holds, until the end of the transaction. */
    @Query("""
            SELECT true
              FROM pg_advisory_xact_lock(hashtext('mizan.key_check'))
            """)
    boolean lock();

    @Query("""
            SELECT key_id, check_value, added_at, retired_at, lost
              FROM key_check
             WHERE keyset = :keyset
             ORDER BY added_at, key_id
            """)
    List<KeyCheckRow> findAll(String keyset);

    @Query("""
            WITH added AS (
                INSERT INTO key_check (keyset, key_id, check_value, added_at)
                VALUES (:keyset, :keyId, :checkValue, :addedAt)
                    ON CONFLICT DO NOTHING
                RETURNING 1
            )
            SELECT count(*)
              FROM added
            """)
    long add(String keyset, long keyId, byte[] checkValue, Instant addedAt);

    @Query("""
            UPDATE key_check
               SET retired_at = :at,
                   lost = :lost
             WHERE keyset = :keyset
               AND key_id = :keyId
               AND retired_at IS NULL
            """)
    int retire(String keyset, long keyId, boolean lost, Instant at);

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record KeyCheckRow(
            long keyId,
            byte[] checkValue,
            Instant addedAt,
            @Nullable Instant retiredAt,
            boolean lost) {}
}
