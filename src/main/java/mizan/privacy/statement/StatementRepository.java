package mizan.privacy.statement;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mizan.comment.RejectionReason;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface StatementRepository extends GenericRepository<StatementRepository.Row, UUID> {

    /**
     * The rejection of a receipt's comment, if it is rejected by a moderator. A rejection by the service itself is not told
     * to its author, who is a robot.
     */
    @Query("""
            SELECT c.id, d.version, c.site, d.reason, d.legal_ground, d.automated_detection, c.submitted_at, d.decided_at,
                   FALSE AS is_automated,
                   EXISTS (SELECT
                             FROM notice n
                            WHERE n.comment_id = d.comment_id
                              AND n.comment_version < d.version
                              AND NOT EXISTS (SELECT
                                                FROM decision between_them
                                               WHERE between_them.comment_id = n.comment_id
                                                 AND between_them.version > n.comment_version
                                                 AND between_them.version < d.version
                                                 AND between_them.verdict <> 'REOPEN')) AS was_notified,
                   EXISTS (SELECT
                             FROM decision earlier
                            WHERE earlier.comment_id = c.id
                              AND earlier.version < c.version
                              AND earlier.verdict = 'APPROVE') AS was_published
              FROM comment c
              JOIN decision d ON d.comment_id = c.id AND d.version = c.version
             WHERE c.receipt_hash = :receiptHash
               AND d.verdict = 'REJECT'
               AND d.moderator IS NOT NULL
               AND NOT d.imported
            """)
    Optional<Row> find(byte[] receiptHash);

    /**
     * A page of a site's rejections in the order of their time: those of a period that no later decision has replaced. The
     * two parts are for the two indexes of decisions.
     *
     * @param after the time of the last rejection before the page
     * @param afterComment the comment of that rejection
     */
    @Query("""
            WITH page AS (
                (SELECT comment_id, version, reason, legal_ground, automated_detection, decided_at, FALSE AS is_automated
                   FROM decision d
                  WHERE site = :site
                    AND verdict = 'REJECT'
                    AND moderator IS NOT NULL
                    AND NOT imported
                    AND (decided_at, comment_id) > (CAST(:after AS timestamptz), CAST(:afterComment AS uuid))
                    AND decided_at < :until
                    AND NOT EXISTS (SELECT
                                      FROM decision later
                                     WHERE later.comment_id = d.comment_id
                                       AND later.version > d.version)
                  ORDER BY decided_at, comment_id
                  LIMIT :limit)
                 UNION ALL
                (SELECT comment_id, version, reason, legal_ground, automated_detection, decided_at, TRUE
                   FROM decision d
                  WHERE site = :site
                    AND verdict = 'REJECT'
                    AND moderator IS NULL
                    AND NOT imported
                    AND (decided_at, comment_id) > (CAST(:after AS timestamptz), CAST(:afterComment AS uuid))
                    AND decided_at < :until
                    AND NOT EXISTS (SELECT
                                      FROM decision later
                                     WHERE later.comment_id = d.comment_id
                                       AND later.version > d.version)
                  ORDER BY decided_at, comment_id
                  LIMIT :limit)
            )
            SELECT c.id, d.version, c.site, d.reason, d.legal_ground, d.automated_detection, c.submitted_at, d.decided_at,
                   d.is_automated,
                   EXISTS (SELECT
                             FROM notice n
                            WHERE n.comment_id = d.comment_id
                              AND n.comment_version < d.version
                              AND NOT EXISTS (SELECT
                                                FROM decision between_them
                                               WHERE between_them.comment_id = n.comment_id
                                                 AND between_them.version > n.comment_version
                                                 AND between_them.version < d.version
                                                 AND between_them.verdict <> 'REOPEN')) AS was_notified,
                   EXISTS (SELECT
                             FROM decision earlier
                            WHERE earlier.comment_id = d.comment_id
                              AND earlier.version < d.version
                              AND earlier.verdict = 'APPROVE') AS was_published
              FROM page d
              JOIN comment c ON c.id = d.comment_id
             ORDER BY d.decided_at, d.comment_id
             LIMIT :limit
            """)
    List<Row> page(String site, Instant after, UUID afterComment, Instant until, int limit);

    /** A rejection. */
    @Introspected
    record Row(
            UUID id,
            int version,
            String site,
            RejectionReason reason,
            @Nullable String legalGround,
            boolean automatedDetection,
            Instant submittedAt,
            Instant decidedAt,
            boolean isAutomated,
            boolean wasNotified,
            boolean wasPublished) {}
}
