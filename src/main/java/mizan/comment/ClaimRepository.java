package mizan.comment;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ClaimRepository extends GenericRepository<ClaimRepository.Row, UUID> {

    /** What these moderators still hold, and would hold no longer than that, is theirs until then. */
    String RENEWAL = """
            WITH held AS (
                SELECT id
                  FROM comment
                 WHERE claimed_by = ANY (:holders)
                   AND claimed_until > :now
                   AND claimed_until < :noLongerThan
                   FOR UPDATE SKIP LOCKED
            ), renewed AS (
                UPDATE comment c
                   SET claimed_until = CAST(:until AS timestamptz)
                  FROM held
                 WHERE c.id = held.id
                RETURNING 1
            )
            """;

    @Query(RENEWAL + """
            SELECT count(*)
              FROM renewed
            """)
    long renew(String[] holders, Instant now, Instant noLongerThan, Instant until);

    /**
     * Renews as well, and the oldest that nobody holds are this moderator's until then; what others take at the same time
     * is passed over.
     *
     * @param holders the moderator alone
     */
    @Query(RENEWAL + """
            , free AS (
                SELECT id
                  FROM comment
                 WHERE status = 'PENDING'
                   AND site = ANY (:sites)
                   AND (claimed_until IS NULL OR claimed_until <= :now)
                 ORDER BY submitted_at, id
                 LIMIT :limit
                   FOR UPDATE SKIP LOCKED
            ), claimed AS (
                UPDATE comment c
                   SET claimed_by = CAST(:holder AS text),
                       claimed_until = CAST(:until AS timestamptz)
                  FROM free
                 WHERE c.id = free.id
                RETURNING c.id, c.submitted_at
            )
            SELECT id
              FROM claimed
             ORDER BY submitted_at, id
            """)
    List<UUID> claim(
            String[] holders,
            String[] sites,
            String holder,
            Instant now,
            Instant noLongerThan,
            Instant until,
            int limit);

    @Query("""
            WITH held AS (
                SELECT id
                  FROM comment
                 WHERE claimed_by = :holder
                 ORDER BY id
                   FOR UPDATE
            ), released AS (
                UPDATE comment c
                   SET claimed_by = NULL,
                       claimed_until = NULL
                  FROM held
                 WHERE c.id = held.id
                RETURNING 1
            )
            SELECT count(*)
              FROM released
            """)
    long release(String holder);

    @Introspected
    record Row(UUID id) {}
}
