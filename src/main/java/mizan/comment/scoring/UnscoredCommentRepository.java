package mizan.comment.scoring;

import io.micronaut.data.annotation.ParameterExpression;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface UnscoredCommentRepository extends GenericRepository<UnscoredComment, UUID> {

    /** Comments that are due to be tried, or were not scored in time, after another one. */
    @Query("""
            SELECT id, body, submitted_at
              FROM comment
             WHERE site = :site
               AND status = 'PENDING'
               AND findings @> '[{"rule": "remote-score", "detail": "…"}]'
               AND (submitted_at, id) > (CAST(:afterAt AS timestamptz), CAST(:afterId AS uuid))
               AND (submitted_at <= CAST(:expired AS timestamptz)
                    OR EXISTS (SELECT
                                 FROM unnest(CAST(:delays AS interval[])) AS delay
                                WHERE submitted_at > CAST(:since AS timestamptz) - delay
                                  AND submitted_at <= CAST(:now AS timestamptz) - delay))
             ORDER BY submitted_at, id
             LIMIT :limit
            """)
    @ParameterExpression(name = "afterAt", expression = "#{after.submittedAt()}")
    @ParameterExpression(name = "afterId", expression = "#{after.id()}")
    @ParameterExpression(name = "expired", expression = "#{due.expired()}")
    @ParameterExpression(name = "delays", expression = "#{due.delays()}")
    @ParameterExpression(name = "since", expression = "#{due.since()}")
    @ParameterExpression(name = "now", expression = "#{due.now()}")
    List<UnscoredComment> page(String site, DueComments due, UnscoredComment after, int limit);

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
