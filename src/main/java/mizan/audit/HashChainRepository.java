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

    /** Takes the lock that only one replica holds, until the end of the transaction. Returns false if it is taken. */
    @Query("""
            SELECT pg_try_advisory_xact_lock(hashtext('mizan.audit_chain'))
            """)
    boolean tryLock();

    /** The highest id in the chain, 0 if it is empty. An entry with a smaller id may have been committed later. */
    @Query("""
            SELECT coalesce(max(entry_id), 0)
              FROM audit_chain
            """)
    long highestEntryId();

    /** The last entry appended before the instant, 0 if there is none. All entries with smaller ids are in the chain. */
    @Query("""
            SELECT coalesce((SELECT entry_id
                               FROM audit_chain
                              WHERE chained_at < :before
                              ORDER BY chained_at DESC, number DESC
                              LIMIT 1), 0)
            """)
    long settledEntryId(Instant before);

    /** Entries above the id that are not in the chain, oldest first. The subquery runs per row: a join would read all. */
    @Query("""
            SELECT e.id, e.at, e.moderator, e.action, e.comment_id, e.detail
              FROM audit_entry e
             WHERE e.id > :above
               AND (SELECT s.number FROM audit_chain s WHERE s.entry_id = e.id) IS NULL
             ORDER BY e.id
             LIMIT :limit
            """)
    List<AuditRow> findUnchained(long above, int limit);

    @Query("""
            SELECT number, hash
              FROM audit_chain
             ORDER BY number DESC
             LIMIT 1
            """)
    Optional<Head> head();

    @Query("""
            WITH added AS (
                INSERT INTO audit_chain (number, entry_id, hash, chained_at)
                SELECT number, entry_id, decode(hash, 'hex'), CAST(:now AS timestamptz)
                  FROM unnest(CAST(:numbers AS bigint[]), CAST(:entries AS bigint[]), CAST(:hashes AS text[]))
                    AS link (number, entry_id, hash)
                RETURNING 1
            )
            SELECT count(*)
              FROM added
            """)
    long add(Long[] numbers, Long[] entries, String[] hashes, Instant now);

    /** The links after a number, with their entries unless these were deleted. */
    @Query("""
            SELECT s.number, s.entry_id, s.hash, e.at, e.moderator, e.action, e.comment_id, e.detail
              FROM audit_chain s
              LEFT JOIN audit_entry e ON e.id = s.entry_id
             WHERE s.number > :number
             ORDER BY s.number
             LIMIT :limit
            """)
    List<ChainedRow> findAfter(long number, int limit);

    /** The number of entries that are newer than the last one in the chain. */
    @Query("""
            WITH head AS (SELECT entry_id FROM audit_chain ORDER BY number DESC LIMIT 1)
            SELECT count(*)
              FROM audit_entry e
             WHERE e.id > coalesce((SELECT entry_id FROM head), 0)
            """)
    long countUnchainedAfterHead();

    /** The number of entries above an id that are not in the chain. */
    @Query("""
            SELECT count(*)
              FROM audit_entry e
             WHERE e.id > :above
               AND NOT EXISTS (SELECT FROM audit_chain s WHERE s.entry_id = e.id)
            """)
    long countUnchained(long above);

    /** The first entry in a range of ids that is not in the chain. */
    @Query("""
            SELECT min(e.id)
              FROM audit_entry e
             WHERE e.id > :above
               AND e.id <= :upTo
               AND NOT EXISTS (SELECT FROM audit_chain s WHERE s.entry_id = e.id)
            """)
    Optional<Long> findFirstUnchained(long above, long upTo);

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Head(long number, byte[] hash) {}

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record ChainedRow(
            long number,
            long entryId,
            byte[] hash,
            @Nullable Instant at,
            @Nullable String moderator,
            @Nullable String action,
            @Nullable UUID commentId,
            @Nullable String detail) {

        /** The entry; empty if it was deleted. */
        Optional<AuditRow> entry() {
            return at == null || action == null
                    ? Optional.empty()
                    : Optional.of(new AuditRow(entryId, at, moderator, action, commentId, detail));
        }
    }
}
