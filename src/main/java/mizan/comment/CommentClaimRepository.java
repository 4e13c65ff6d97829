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
interface CommentClaimRepository extends GenericRepository<CommentClaimRepository.Row, UUID> {

    /** Extends the moderator's live claims that end before {@code renewBefore}. */
    @Query("""
            UPDATE comment
               SET claimed_until = :until
             WHERE id IN (SELECT id
                            FROM comment
                           WHERE claimed_by = :moderator
                             AND claimed_until > :now
                             AND claimed_until < :renewBefore
                             FOR NO KEY UPDATE SKIP LOCKED)
            """)
    void renew(String moderator, Instant now, Instant renewBefore, Instant until);

    /** Claims the oldest unclaimed pending comments. Rows that other moderators claim at the same time are skipped. */
    @Query("""
            WITH unclaimed AS (
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
                   SET claimed_by = :moderator,
                       claimed_until = :until
                  FROM unclaimed
                 WHERE c.id = unclaimed.id
                RETURNING c.id, c.submitted_at
            )
            SELECT id
              FROM claimed
             ORDER BY submitted_at, id
            """)
    List<UUID> claim(String moderator, String[] sites, Instant now, Instant until, int limit);

    /** Releases all claims of the moderator. Rows are locked in the order of their ids, so that two releases cannot deadlock. */
    @Query("""
            UPDATE comment
               SET claimed_by = NULL,
                   claimed_until = NULL
             WHERE id IN (SELECT id
                            FROM comment
                           WHERE claimed_by = :moderator
                           ORDER BY id
                             FOR NO KEY UPDATE)
            """)
    void release(String moderator);

    @Introspected
    record Row(UUID id) {}
}
