package mizan.comment.report;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReportRepository extends GenericRepository<ReportRepository.Row, UUID> {

    @Query("""
            SELECT EXISTS (SELECT
                             FROM approved_comment c
                            WHERE c.site = :site
                              AND c.id = :comment
                              AND NOT EXISTS (SELECT
                                                FROM article a
                                               WHERE a.site = c.site
                                                 AND a.key = c.article
                                                 AND a.comments = 'HIDDEN'))
            """)
    boolean isPublished(String site, UUID comment);

    /** Stores a report. Those after the first 100 since the last decision are not stored: moderators know already. */
    @Query("""
            INSERT INTO report (comment_id, site, client, reason, note, reported_at)
            SELECT c.id, c.site, :client, CAST(:reason AS text), CAST(:note AS text), :at
              FROM comment c
             WHERE c.id = :comment
               AND ((SELECT count(*)
                       FROM report
                      WHERE comment_id = :comment
                        AND reported_at >= c.decided_at) < 100
                    OR EXISTS (SELECT
                                 FROM report
                                WHERE comment_id = :comment
                                  AND client = :client))
                ON CONFLICT (comment_id, client)
                DO UPDATE SET reason = EXCLUDED.reason, note = EXCLUDED.note, reported_at = EXCLUDED.reported_at
            """)
    void insert(UUID comment, byte[] client, ReportReason reason, @Nullable String note, Instant at);

    @Query("""
            WITH expired AS (
                SELECT comment_id, client
                  FROM report
                 WHERE site = :site
                   AND reported_at <= :until
                 ORDER BY reported_at
                 LIMIT :limit
                   FOR UPDATE SKIP LOCKED
            ), deleted AS (
                DELETE FROM report r
                 USING expired e
                 WHERE r.comment_id = e.comment_id
                   AND r.client = e.client
                RETURNING 1
            )
            SELECT count(*)
              FROM deleted
            """)
    long delete(String site, Instant until, int limit);

    /** An entity, because a repository needs one. */
    @MappedEntity("report")
    record Row(@Id UUID commentId) {}
}
