package mizan.comment;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

// GenericRepository requires an entity type. All statements here are explicit, so any introspected record suffices.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CommentRepository extends GenericRepository<CommentRepository.Row, UUID> {

    /** Deletes expired keys, the oldest first. Locked rows are skipped: a submission is using them again. */
    @Query("""
            WITH expired AS (
                SELECT site, key
                  FROM idempotency_key
                 WHERE expires_at <= :before
                 ORDER BY expires_at
                 LIMIT :limit
                   FOR UPDATE SKIP LOCKED
            ), deleted AS (
                DELETE FROM idempotency_key k
                 USING expired e
                 WHERE k.site = e.site
                   AND k.key = e.key
                RETURNING 1
            )
            SELECT count(*)
              FROM deleted
            """)
    long deleteIdempotencyKeys(Instant before, int limit);

    /**
     * The state for the author. A rejection by the service itself, which has no moderator, is shown as pending: a robot
     * must not learn that it filled in the honeypot, and an author not that they are blocked.
     */
    @Query("""
            SELECT c.id, c.submitted_at,
                   CASE WHEN own.decision THEN 'PENDING' ELSE c.status END AS status,
                   CASE WHEN own.decision THEN NULL ELSE c.decided_at END AS decided_at,
                   EXISTS (SELECT
                             FROM decision published
                            WHERE published.comment_id = c.id
                              AND published.verdict = 'APPROVE') AS was_published,
                   CASE WHEN own.decision THEN NULL ELSE d.reason END AS reason
              FROM comment c
              LEFT JOIN decision d ON d.comment_id = c.id AND d.version = c.version
             CROSS JOIN LATERAL (SELECT d.verdict = 'REJECT' AND d.moderator IS NULL AS decision) own
             WHERE c.receipt_hash = :receiptHash
            """)
    Optional<CommentState> state(byte[] receiptHash);

    @Query("""
            SELECT c.site, c.article, coalesce(a.url, c.article_url) AS article_url,
                   coalesce(a.title, c.article_title) AS article_title, c.name, c.body
              FROM comment c
              LEFT JOIN article a ON a.site = c.site AND a.key = c.article
             WHERE c.receipt_hash = :receiptHash
               AND c.body IS NOT NULL
            """)
    Optional<OwnComment> own(byte[] receiptHash);

    @Query("""
            SELECT EXISTS (SELECT
                             FROM approved_comment
                            WHERE id = :id
                              AND site = :site
                              AND article = :article)
            """)
    boolean isApproved(UUID id, String site, String article);

    @Query("""
            SELECT email_sealed
              FROM comment
             WHERE id = :id
               AND email_sealed IS NOT NULL
            """)
    Optional<EmailRow> sealedEmail(UUID id);

    @Introspected
    record Row(long count) {}

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record EmailRow(byte[] emailSealed) {}
}
