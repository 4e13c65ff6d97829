package mizan.comment.claim;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.ParameterExpression;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface CommentClaimRepository extends GenericRepository<CommentClaimRepository.Row, UUID> {

    /**
     * Waits for the moderator's other requests that claim, so that concurrent ones cannot exceed the limit together. The
     * lock ends with the transaction.
     */
    @Query("""
            SELECT count(*)
              FROM pg_advisory_xact_lock(hashtextextended(:moderator, 0))
            """)
    long lock(String moderator);

    /** The moderator's live claims on their sites. */
    @Query("""
            SELECT count(*)
              FROM comment
             WHERE claimed_by = :moderator
               AND claimed_until > :now
               AND site = ANY (:sites)
            """)
    @ParameterExpression(name = "moderator", expression = "#{lease.moderator()}")
    @ParameterExpression(name = "sites", expression = "#{lease.siteArray()}")
    @ParameterExpression(name = "now", expression = "#{lease.now()}")
    int count(ClaimLease lease);

    /** All live claims. The index of claims has one row for each claimed comment. */
    @Query("""
            SELECT id, site, claimed_by AS moderator, claimed_until AS until
              FROM comment
             WHERE claimed_by IS NOT NULL
               AND claimed_until > :now
            """)
    List<LiveClaim> live(Instant now);

    /** Extends the moderator's live claims on their sites that are about to expire. */
    @Query("""
            UPDATE comment
               SET claimed_until = :until
             WHERE id IN (SELECT id
                            FROM comment
                           WHERE claimed_by = :moderator
                             AND claimed_until > :now
                             AND claimed_until < :renewBefore
                             AND site = ANY (:sites)
                             FOR NO KEY UPDATE SKIP LOCKED)
            """)
    @ParameterExpression(name = "moderator", expression = "#{lease.moderator()}")
    @ParameterExpression(name = "sites", expression = "#{lease.siteArray()}")
    @ParameterExpression(name = "now", expression = "#{lease.now()}")
    @ParameterExpression(name = "renewBefore", expression = "#{lease.renewBefore()}")
    @ParameterExpression(name = "until", expression = "#{lease.until()}")
    void renew(ClaimLease lease);

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

    /** Claims one pending comment unless another moderator's claim on it is live and may not be taken over. */
    @Query("""
            WITH claimable AS (
                SELECT id,
                       CASE WHEN claimed_until > :now AND claimed_by <> :moderator THEN claimed_by END AS taken_from
                  FROM comment
                 WHERE id = :id
                   AND status = 'PENDING'
                   AND site = ANY (:sites)
                   AND (claimed_until IS NULL
                        OR claimed_until <= :now
                        OR claimed_by = :moderator
                        OR CAST(:conflict AS text) = 'TAKE_OVER')
                   FOR NO KEY UPDATE
            ), claimed AS (
                UPDATE comment c
                   SET claimed_by = :moderator,
                       claimed_until = :until
                  FROM claimable
                 WHERE c.id = claimable.id
                RETURNING c.id, claimable.taken_from
            )
            SELECT id, taken_from
              FROM claimed
            """)
    @ParameterExpression(name = "moderator", expression = "#{lease.moderator()}")
    @ParameterExpression(name = "sites", expression = "#{lease.siteArray()}")
    @ParameterExpression(name = "now", expression = "#{lease.now()}")
    @ParameterExpression(name = "until", expression = "#{lease.until()}")
    List<Row> claimOne(UUID id, CommentClaims.Conflict conflict, ClaimLease lease);

    /** Releases one claim of the moderator. */
    @Query("""
            UPDATE comment
               SET claimed_by = NULL,
                   claimed_until = NULL
             WHERE id = :id
               AND claimed_by = :moderator
            """)
    long release(UUID id, String moderator);

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

    /**
     * A claimed comment. An entity, because only entities can be read from a statement that writes.
     *
     * @param takenFrom the moderator whose live claim was taken over, or null
     */
    @MappedEntity
    record Row(@Id UUID id, @Nullable String takenFrom) {}
}
