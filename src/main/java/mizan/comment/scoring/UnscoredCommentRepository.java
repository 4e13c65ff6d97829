package mizan.comment.scoring;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface UnscoredCommentRepository extends GenericRepository<UnscoredComment, UUID> {

    @Query("""
            SELECT id, body, submitted_at
              FROM comment
             WHERE site = :site
               AND status = 'PENDING'
               AND findings @> '[{"rule": "remote-score", "detail": "…"}]'
               AND (submitted_at, id) > (CAST(:submittedAt AS timestamptz), CAST(:id AS uuid))
             ORDER BY submitted_at, id
             LIMIT :limit
            """)
    List<UnscoredComment> page(String site, Instant submittedAt, UUID id, int limit);

    @Query("""
            WITH scored AS (
                UPDATE comment
                   SET findings = nullif(
                           (SELECT coalesce(jsonb_agg(finding ORDER BY number), '[]')
                              FROM jsonb_array_elements(findings) WITH ORDINALITY AS found (finding, number)
                             WHERE NOT finding @> '{"rule": "remote-score", "detail": "…"}')
                           || CAST(:findings AS jsonb), '[]'),
                       score = score + :weight
                 WHERE id = :id
                   AND status = 'PENDING'
                   AND findings @> '[{"rule": "remote-score", "detail": "…"}]'
                RETURNING 1
            )
            SELECT count(*)
              FROM scored
            """)
    long store(UUID id, String findings, int weight);
}
