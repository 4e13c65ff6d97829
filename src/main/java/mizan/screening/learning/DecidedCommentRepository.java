package mizan.screening.learning;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface DecidedCommentRepository extends GenericRepository<DecidedCommentRepository.Row, UUID> {

    /**
     * Decided comments of a site before a position, newest decision first. Only decisions of moderators count: a rejection by
     * the honeypot says nothing about the text.
     */
    @Query("""
            SELECT c.id, c.body, c.status, c.decided_at
              FROM ((SELECT id, body, status, decided_at, version
                       FROM comment
                      WHERE site = :site
                        AND status = 'APPROVED'
                        AND (decided_at, id) < (CAST(:before AS timestamptz), CAST(:id AS uuid))
                      ORDER BY decided_at DESC, id DESC
                      LIMIT :limit)
                     UNION ALL
                    (SELECT id, body, status, decided_at, version
                       FROM comment
                      WHERE site = :site
                        AND status = 'REJECTED'
                        AND (decided_at, id) < (CAST(:before AS timestamptz), CAST(:id AS uuid))
                      ORDER BY decided_at DESC, id DESC
                      LIMIT :limit)) AS c
             WHERE EXISTS (SELECT
                             FROM decision d
                            WHERE d.comment_id = c.id
                              AND d.version = c.version
                              AND d.moderator IS NOT NULL)
             ORDER BY c.decided_at DESC, c.id DESC
             LIMIT :limit
            """)
    List<Row> page(String site, Instant before, UUID id, int limit);

    /** The number of decisions of moderators after an instant, counted up to the limit. */
    @Query("""
            SELECT count(*)
              FROM (SELECT
                      FROM decision
                     WHERE site = :site
                       AND decided_at > :after
                       AND moderator IS NOT NULL
                       AND verdict <> 'REOPEN'
                     LIMIT :limit) AS decided
            """)
    int countAfter(String site, Instant after, int limit);

    @Introspected
    record Row(UUID id, String body, String status, Instant decidedAt) {}
}
