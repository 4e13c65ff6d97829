package mizan.comment;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface WithdrawalRepository extends GenericRepository<WithdrawalRepository.Row, UUID> {

    /** Erases a comment except for its place in the thread, and updates the author statistics. */
    @Query("""
            WITH existing AS (
                SELECT id, site, article, status, email_fingerprint, client
                  FROM comment
                 WHERE receipt_hash = :receiptHash
                   FOR UPDATE
            ), withdrawn AS (
                UPDATE comment c
                   SET status = 'WITHDRAWN',
                       version = c.version + 1,
                       decided_at = :at,
                       name = NULL,
                       body = NULL,
                       email_sealed = NULL,
                       email_fingerprint = NULL,
                       client = '',
                       digest = NULL,
                       article_url = NULL,
                       article_title = NULL,
                       receipt_hash = NULL,
                       findings = NULL,
                       claimed_by = NULL,
                       claimed_until = NULL
                  FROM existing e
                 WHERE c.id = e.id
                RETURNING c.id, c.version, e.site, e.article, e.status AS previous_status, e.email_fingerprint,
                          e.client
            ), unindexed AS (
                DELETE FROM comment_search
                 USING withdrawn
                 WHERE comment_id = withdrawn.id
            ), counted AS (
                UPDATE author_stats stats
                   SET approved = stats.approved - CASE WHEN w.previous_status = 'APPROVED' THEN 1 ELSE 0 END,
                       rejected = stats.rejected - CASE WHEN w.previous_status = 'REJECTED' THEN 1 ELSE 0 END
                  FROM withdrawn w
                 WHERE stats.email_fingerprint = w.email_fingerprint
                   AND stats.site = w.site
                   AND stats.client = w.client
            )
            SELECT id, version, site, article, email_fingerprint
              FROM withdrawn
            """)
    List<Row> withdraw(byte[] receiptHash, Instant at);

    /** Deletes the statistics of an author who has no comment left on a site. */
    @Query("""
            DELETE FROM author_stats
             WHERE email_fingerprint = :emailFingerprint
               AND site = :site
               AND approved = 0
               AND rejected = 0
               AND NOT EXISTS (SELECT FROM comment c
                                WHERE c.email_fingerprint = :emailFingerprint
                                  AND c.site = :site
                                  AND c.status = 'PENDING')
            """)
    void deleteEmptyStats(byte[] emailFingerprint, String site);

    /** A comment that was withdrawn, with the former fingerprint of its author's e-mail address. */
    @MappedEntity
    @SuppressWarnings("ArrayRecordComponent") // never compared
    // Micronaut Data does not see JSpecify's @Nullable on an array.
    record Row(
            @Id UUID id,
            int version,
            String site,
            String article,
            @jakarta.annotation.Nullable byte @Nullable [] emailFingerprint) {}
}
