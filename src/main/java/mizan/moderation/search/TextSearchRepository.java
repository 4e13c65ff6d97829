package mizan.moderation.search;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.ParameterExpression;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mizan.moderation.KeysetPosition;
import mizan.moderation.QueueFilter;

/** The statements of {@link TextSearch}. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface TextSearchRepository extends GenericRepository<TextSearchRepository.ScannedComment, UUID> {

    /**
     * The matches among scanned comments, and the last scanned comment in any case. OFFSET 0 makes the planner read the
     * lexemes of each comment by its key, not from the GIN index, which would list all matches of all sites.
     */
    String SELECT_MATCHES = """
            SELECT scanned.id, scanned.at, scanned.first_at, scanned.number, coalesce(entry.matches, false) AS matches
              FROM scanned
              LEFT JOIN LATERAL (
                   SELECT s.lexemes @@ CAST(:textQuery AS tsquery) AS matches
                     FROM comment_search s
                    WHERE s.comment_id = scanned.id
                   OFFSET 0) entry ON true
             WHERE entry.matches OR scanned.number = :size
            """;

    /**
     * Candidates on the sites of the filter. OFFSET 0 makes the planner read the comments by their keys. It would otherwise
     * choose the index of pending comments, which it takes for small.
     */
    String FROM_CANDIDATES = """
              FROM (SELECT id, site, status, submitted_at, decided_at
                      FROM comment
                     WHERE id = ANY (CAST(:ids AS uuid[]))
                    OFFSET 0) c
             WHERE c.site = ANY (:sites)
            """;

    /**
     * Scans the next pending comments one by one, oldest first.
     *
     * @param size the number of comments to scan
     */
    @Query("""
            WITH scanned AS (
                SELECT top.id, top.at, row_number() OVER list AS number, first_value(top.at) OVER list AS first_at
                  FROM unnest(CAST(:sites AS text[])) AS selected (site)
                 CROSS JOIN LATERAL (
                       SELECT c.id, c.submitted_at AS at
                         FROM comment c
                        WHERE c.site = selected.site
                          AND c.status = 'PENDING'
                          AND (c.submitted_at, c.id) > (CAST(:afterAt AS timestamptz), CAST(:afterId AS uuid))
                        ORDER BY c.submitted_at, c.id
                        LIMIT :size) top
                WINDOW list AS (ORDER BY top.at, top.id)
                 ORDER BY top.at, top.id
                 LIMIT :size
            )
            """ + SELECT_MATCHES + """
             ORDER BY scanned.at, scanned.id
             LIMIT :limit
            """)
    @ParameterExpression(name = "sites", expression = "#{filter.siteArray()}")
    @ParameterExpression(name = "textQuery", expression = "#{filter.textQuery()}")
    @ParameterExpression(name = "afterAt", expression = "#{after.at()}")
    @ParameterExpression(name = "afterId", expression = "#{after.id()}")
    List<ScannedComment> scanPending(QueueFilter filter, KeysetPosition after, int size, int limit);

    /**
     * Scans the next decided comments one by one, newest decision first.
     *
     * @param size the number of comments to scan
     */
    @Query("""
            WITH scanned AS (
                SELECT top.id, top.at, row_number() OVER list AS number, first_value(top.at) OVER list AS first_at
                  FROM unnest(CAST(:sites AS text[])) AS selected (site)
                 CROSS JOIN LATERAL (
                       SELECT c.id, c.decided_at AS at
                         FROM comment c
                        WHERE c.site = selected.site
                          AND c.status = :status
                          AND c.status IN ('APPROVED', 'REJECTED')
                          AND (c.decided_at, c.id) < (CAST(:afterAt AS timestamptz), CAST(:afterId AS uuid))
                        ORDER BY c.decided_at DESC, c.id DESC
                        LIMIT :size) top
                WINDOW list AS (ORDER BY top.at DESC, top.id DESC)
                 ORDER BY top.at DESC, top.id DESC
                 LIMIT :size
            )
            """ + SELECT_MATCHES + """
             ORDER BY scanned.at DESC, scanned.id DESC
             LIMIT :limit
            """)
    @ParameterExpression(name = "status", expression = "#{filter.status()}")
    @ParameterExpression(name = "sites", expression = "#{filter.siteArray()}")
    @ParameterExpression(name = "textQuery", expression = "#{filter.textQuery()}")
    @ParameterExpression(name = "afterAt", expression = "#{after.at()}")
    @ParameterExpression(name = "afterId", expression = "#{after.id()}")
    List<ScannedComment> scanDecided(QueueFilter filter, KeysetPosition after, int size, int limit);

    /**
     * Ids of matching comments of all sites and statuses, from the GIN index.
     *
     * @param firstId the lowest id of the time of submission
     * @param endId the lowest id after it
     */
    @Query("""
            SELECT comment_id
              FROM comment_search
             WHERE lexemes @@ CAST(:textQuery AS tsquery)
               AND comment_id >= :firstId
               AND comment_id < :endId
             LIMIT :limit
            """)
    List<UUID> findSubmitted(String textQuery, UUID firstId, UUID endId, int limit);

    /**
     * Ids of matching comments that were decided in a time range, more than a week after their submission. EXISTS avoids a
     * second scan of the GIN index where there is no such comment.
     */
    @Query("""
            SELECT c.id
              FROM comment c
              JOIN comment_search s ON s.comment_id = c.id
             WHERE c.site = ANY (:sites)
               AND c.status = :status
               AND c.status IN ('APPROVED', 'REJECTED')
               AND c.decided_at - c.submitted_at NOT BETWEEN '0' AND '7 days'
               AND c.decided_at BETWEEN CAST(:since AS timestamptz) AND CAST(:until AS timestamptz)
               AND s.lexemes @@ CAST(:textQuery AS tsquery)
               AND EXISTS (SELECT
                             FROM comment late
                            WHERE late.site = ANY (:sites)
                              AND late.status = :status
                              AND late.status IN ('APPROVED', 'REJECTED')
                              AND late.decided_at - late.submitted_at NOT BETWEEN '0' AND '7 days'
                              AND late.decided_at BETWEEN CAST(:since AS timestamptz) AND CAST(:until AS timestamptz))
             LIMIT :limit
            """)
    @ParameterExpression(name = "status", expression = "#{filter.status()}")
    @ParameterExpression(name = "sites", expression = "#{filter.siteArray()}")
    @ParameterExpression(name = "textQuery", expression = "#{filter.textQuery()}")
    List<UUID> findDecidedLate(QueueFilter filter, Instant since, Instant until, int limit);

    /** Positions of those candidates that are pending and were submitted in the range, oldest first. */
    @Query("""
            SELECT c.submitted_at AS at, c.id
            """ + FROM_CANDIDATES + """
               AND c.status = 'PENDING'
               AND (c.submitted_at, c.id) > (CAST(:afterAt AS timestamptz), CAST(:afterId AS uuid))
               AND c.submitted_at < CAST(:until AS timestamptz)
             ORDER BY c.submitted_at, c.id
             LIMIT :limit
            """)
    @ParameterExpression(name = "sites", expression = "#{filter.siteArray()}")
    @ParameterExpression(name = "afterAt", expression = "#{after.at()}")
    @ParameterExpression(name = "afterId", expression = "#{after.id()}")
    List<KeysetPosition> pendingAmong(String[] ids, QueueFilter filter, KeysetPosition after, Instant until, int limit);

    /** Positions of those candidates that were decided in the range, newest decision first. */
    @Query("""
            SELECT c.decided_at AS at, c.id
            """ + FROM_CANDIDATES + """
               AND c.status = :status
               AND (c.decided_at, c.id) < (CAST(:afterAt AS timestamptz), CAST(:afterId AS uuid))
               AND c.decided_at >= CAST(:since AS timestamptz)
             ORDER BY c.decided_at DESC, c.id DESC
             LIMIT :limit
            """)
    @ParameterExpression(name = "status", expression = "#{filter.status()}")
    @ParameterExpression(name = "sites", expression = "#{filter.siteArray()}")
    @ParameterExpression(name = "afterAt", expression = "#{after.at()}")
    @ParameterExpression(name = "afterId", expression = "#{after.id()}")
    List<KeysetPosition> decidedAmong(String[] ids, QueueFilter filter, KeysetPosition after, Instant since, int limit);

    /**
     * A comment of a scan.
     *
     * @param firstAt the time of the first scanned comment
     * @param number the position in the scan, from 1
     * @param matches whether the comment matches the text query
     */
    @Introspected
    record ScannedComment(UUID id, Instant at, Instant firstAt, long number, boolean matches) {

        KeysetPosition position() {
            return new KeysetPosition(at, id);
        }
    }
}
