package mizan.moderation.decision;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Finds published comments that enough readers have reported. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ReportThresholdRepository extends GenericRepository<ReportThresholdRepository.Row, UUID> {

    /**
     * A published comment, if reports can hide it: enough readers have reported it since it was approved, the service has
     * not hidden it before, and no moderator has approved it again. Readers are networks, which have another pseudonym each
     * week, so those of different weeks are not added up.
     *
     * @param since the start of the time whose automatic decisions are counted
     */
    @Query("""
            SELECT c.version,
                   (SELECT count(*)
                      FROM decision d
                     WHERE d.site = :site
                       AND d.decided_at > CAST(:since AS timestamptz)
                       AND d.verdict = 'REOPEN'
                       AND d.moderator IS NULL
                       AND NOT d.imported) AS hidden_lately
              FROM comment c
             WHERE c.id = :comment
               AND c.site = :site
               AND c.status = 'APPROVED'
               AND (SELECT max(week.readers)
                      FROM (SELECT count(DISTINCT sent.client) AS readers
                              FROM (SELECT r.client, r.reported_at AS at
                                      FROM report r
                                     WHERE r.comment_id = c.id
                                       AND r.reported_at >= c.decided_at
                                     UNION ALL
                                    SELECT n.client, n.noticed_at
                                      FROM notice n
                                     WHERE n.comment_id = c.id
                                       AND n.comment_version = c.version
                                       AND n.explanation IS NOT NULL
                                       AND n.client <> '') sent
                             GROUP BY date_bin('7 days', sent.at, 'epoch')) week) >= :readers
               AND NOT EXISTS (SELECT
                                 FROM decision d
                                WHERE d.comment_id = c.id
                                  AND d.verdict = 'REOPEN'
                                  AND d.moderator IS NULL)
               AND NOT EXISTS (SELECT
                                 FROM decision again
                                 JOIN decision d ON d.comment_id = again.comment_id AND d.version = again.version - 1
                                WHERE again.comment_id = c.id
                                  AND again.verdict = 'APPROVE'
                                  AND d.verdict <> 'REJECT')
            """)
    Optional<Row> find(String site, UUID comment, int readers, Instant since);

    @Introspected
    record Row(int version, long hiddenLately) {}
}
