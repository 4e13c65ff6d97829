package mizan.comment.maintenance;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface StatusVerificationRepository extends GenericRepository<StatusVerificationRepository.Row, UUID> {

    /**
     * The comments after an id, in the order of their ids. A comment is consistent if its version and status are those of
     * its last decision, or of its withdrawal or erasure after it, and if each decision has an audit entry, imported ones aside. A rejected comment becomes
     * withdrawn also by a run of the retention, which has one entry for all of its comments.
     */
    @Query("""
            SELECT c.id,
                   c.version = coalesce(last.version, 0) + CASE WHEN c.status = 'WITHDRAWN' THEN 1 ELSE 0 END
                   AND CASE c.status
                           WHEN 'WITHDRAWN' THEN EXISTS (SELECT
                                                           FROM audit_entry w
                                                          WHERE w.comment_id = c.id
                                                            AND w.action = 'COMMENT_WITHDRAWN')
                                            OR (last.verdict IS NOT DISTINCT FROM 'REJECT'
                                                AND EXISTS (SELECT
                                                              FROM audit_entry r
                                                             WHERE r.action = 'RETENTION_APPLIED'
                                                               AND r.at >= c.decided_at))
                                             OR EXISTS (SELECT
                                                          FROM erasure e
                                                         WHERE e.comment_id = c.id)
                           WHEN 'APPROVED' THEN last.verdict IS NOT DISTINCT FROM 'APPROVE'
                           WHEN 'REJECTED' THEN last.verdict IS NOT DISTINCT FROM 'REJECT'
                           ELSE coalesce(last.verdict, 'REOPEN') = 'REOPEN'
                       END
                   AND (SELECT count(*) FROM decision d WHERE d.comment_id = c.id AND NOT d.imported)
                       = (SELECT count(*)
                            FROM audit_entry a
                           WHERE a.comment_id = c.id
                             AND a.action IN ('COMMENT_APPROVED', 'COMMENT_REJECTED', 'COMMENT_REOPENED')) AS consistent
              FROM (SELECT id, status, version, decided_at
                      FROM comment
                     WHERE id > :after
                     ORDER BY id
                     LIMIT :limit) c
              LEFT JOIN LATERAL (SELECT d.version, d.verdict
                                   FROM decision d
                                  WHERE d.comment_id = c.id
                                  ORDER BY d.version DESC
                                  LIMIT 1) last ON true
             ORDER BY c.id
            """)
    List<Row> verify(UUID after, int limit);

    @Introspected
    record Row(UUID id, boolean consistent) {}
}
