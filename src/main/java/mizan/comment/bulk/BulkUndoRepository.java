package mizan.comment.bulk;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface BulkUndoRepository extends GenericRepository<BulkUndoRepository.Row, UUID> {

    /** The comments of an import on which a moderator has decided since. */
    @Query("""
            SELECT count(*)
              FROM imported_comment m
             WHERE m.import_id = :importId
               AND EXISTS (SELECT
                             FROM decision d
                            WHERE d.comment_id = m.comment_id
                              AND NOT d.imported)
            """)
    long countDecided(UUID importId);

    /** Locks the next comments of an import, so that they cannot be decided on meanwhile. */
    @Query("""
            SELECT c.id
              FROM comment c
             WHERE c.id IN (SELECT m.comment_id
                              FROM imported_comment m
                             WHERE m.import_id = :importId
                               AND m.comment_id > :after
                             ORDER BY m.comment_id
                             LIMIT :limit)
             ORDER BY c.id
               FOR UPDATE
            """)
    List<Row> lock(UUID importId, UUID after, int limit);

    /**
     * Takes back locked comments on which no moderator has decided. Only the place in the thread is left of them, because
     * comments are never deleted, and readers may have replied. The time is that of the submission: they were never
     * withdrawn by their authors. The id of the other system is forgotten, unless the author was erased since: nothing may
     * bring back what was erased.
     */
    @Query("""
            WITH own AS (
                SELECT c.id, c.site, c.article, c.status, c.version, c.name, c.email_fingerprint, c.client
                  FROM comment c
                 WHERE c.id = ANY (CAST(:ids AS uuid[]))
                   AND NOT EXISTS (SELECT
                                     FROM decision d
                                    WHERE d.comment_id = c.id
                                      AND NOT d.imported)
            ), revoked AS (
                UPDATE comment c
                   SET status = 'WITHDRAWN',
                       version = c.version + 1,
                       decided_at = c.submitted_at,
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
                       score = 0,
                       claimed_by = NULL,
                       claimed_until = NULL
                  FROM own
                 WHERE c.id = own.id
                   AND own.status <> 'WITHDRAWN'
                RETURNING c.id
            ), unindexed AS (
                DELETE FROM comment_search
                 USING revoked
                 WHERE comment_id = revoked.id
            ), recorded AS (
                INSERT INTO erasure (comment_id, text_kept, erased_on)
                SELECT id, FALSE, CAST(now() AT TIME ZONE 'UTC' AS date)
                  FROM revoked
                    ON CONFLICT (comment_id) DO NOTHING
            ), forgotten AS (
                DELETE FROM imported_comment m
                 USING own
                 WHERE m.import_id = :importId
                   AND m.comment_id = own.id
                   AND CASE own.status WHEN 'WITHDRAWN' THEN own.version = 1 ELSE own.name IS NOT NULL END
            ), counted AS (
                INSERT INTO author_stats AS stats (email_fingerprint, site, client, approved, rejected)
                SELECT email_fingerprint, site, client,
                       -count(*) FILTER (WHERE status = 'APPROVED'),
                       -count(*) FILTER (WHERE status = 'REJECTED')
                  FROM own
                 WHERE email_fingerprint IS NOT NULL
                   AND status IN ('APPROVED', 'REJECTED')
                 GROUP BY email_fingerprint, site, client
                 ORDER BY email_fingerprint, site, client
                    ON CONFLICT (email_fingerprint, site, client)
                    DO UPDATE SET approved = stats.approved + EXCLUDED.approved,
                                  rejected = stats.rejected + EXCLUDED.rejected
            ), changed AS (
                UPDATE article a
                   SET changed_at = now()
                  FROM (SELECT DISTINCT site, article FROM own WHERE status = 'APPROVED') shown
                 WHERE a.site = shown.site
                   AND a.key = shown.article
            )
            SELECT count(*)
              FROM own
            """)
    long takeBack(UUID importId, String[] ids);

    /** Deletes the statistics of authors who have no decided comment left. */
    @Query("""
            WITH deleted AS (
                DELETE FROM author_stats
                 WHERE site = :site
                   AND approved = 0
                   AND rejected = 0
                RETURNING 1
            )
            SELECT count(*)
              FROM deleted
            """)
    long deleteEmptyStats(String site);

    @Introspected
    record Row(UUID id) {}
}
