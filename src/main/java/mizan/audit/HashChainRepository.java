package mizan.audit;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface HashChainRepository extends GenericRepository<HashChainRepository.Head, Long> {

    /** One at a time, for the rest of the transaction; the others find nothing to do. */
    @Query("""
            SELECT pg_try_advisory_xact_lock(hashtext('mizan.audit_seal'))
            """)
    boolean isMyTurn();

    /** The newest entry that is sealed, 0 if there is none. One below it may have been written since. */
    @Query("""
            SELECT coalesce(max(entry_id), 0)
              FROM audit_seal
            """)
    long highest();

    /** The last entry that was sealed before then, 0 if there is none: what is below it is sealed too. */
    @Query("""
            SELECT coalesce((SELECT entry_id
                               FROM audit_seal
                              WHERE sealed_at < :settled
                              ORDER BY sealed_at DESC, number DESC
                              LIMIT 1), 0)
            """)
    long settled(Instant settled);

    /** Entries above that one that have no seal, oldest first. Looked up one by one: a join would be planned for all. */
    @Query("""
            SELECT e.id, e.at, e.moderator, e.action, e.comment_id, e.detail
              FROM audit_entry e
             WHERE e.id > :settled
               AND (SELECT s.number FROM audit_seal s WHERE s.entry_id = e.id) IS NULL
             ORDER BY e.id
             LIMIT :limit
            """)
    List<AuditRow> unsealed(long settled, int limit);

    @Query("""
            SELECT number, hash
              FROM audit_seal
             ORDER BY number DESC
             LIMIT 1
            """)
    Optional<Head> head();

    @Query("""
            WITH added AS (
                INSERT INTO audit_seal (number, entry_id, hash, sealed_at)
                SELECT number, entry_id, decode(hash, 'hex'), CAST(:now AS timestamptz)
                  FROM unnest(CAST(:numbers AS bigint[]), CAST(:entries AS bigint[]), CAST(:hashes AS text[]))
                    AS seal (number, entry_id, hash)
                RETURNING 1
            )
            SELECT count(*)
              FROM added
            """)
    long add(Long[] numbers, Long[] entries, String[] hashes, Instant now);

    /** The seals after that one with their entries, as far as these are there. */
    @Query("""
            SELECT s.number, s.entry_id, s.hash, e.at, e.moderator, e.action, e.comment_id, e.detail
              FROM audit_seal s
              LEFT JOIN audit_entry e ON e.id = s.entry_id
             WHERE s.number > :number
             ORDER BY s.number
             LIMIT :limit
            """)
    List<SealedRow> after(long number, int limit);

    /** The first entry above the one and up to the other that has no seal. */
    @Query("""
            SELECT min(e.id)
              FROM audit_entry e
             WHERE e.id > :above
               AND e.id <= :upTo
               AND NOT EXISTS (SELECT FROM audit_seal s WHERE s.entry_id = e.id)
            """)
    Optional<Long> slippedIn(long above, long upTo);

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // a row
    record Head(long number, byte[] hash) {}

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // a row
    record SealedRow(
            long number,
            long entryId,
            byte[] hash,
            @Nullable Instant at,
            @Nullable String moderator,
            @Nullable String action,
            @Nullable UUID commentId,
            @Nullable String detail) {

        /** The entry, unless it is gone. */
        Optional<AuditRow> entry() {
            return at == null || action == null
                    ? Optional.empty()
                    : Optional.of(new AuditRow(entryId, at, moderator, action, commentId, detail));
        }
    }
}
