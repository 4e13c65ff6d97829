package mizan.moderation.queue;

import io.micronaut.data.annotation.ParameterExpression;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mizan.comment.CommentStatus;
import mizan.moderation.AuthorScope;
import mizan.moderation.KeysetPosition;
import mizan.moderation.QueueFilter;
import org.jspecify.annotations.Nullable;

/**
 * Finds the positions of a page of the moderation queue. A page is read in two steps: its positions first, then the rows at
 * these positions. With whole rows PostgreSQL would plan eight tables for each page, because it does not know the value of
 * LIMIT. That planning took longer than reading the rows.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface QueuePositionRepository extends GenericRepository<QueueRow, UUID> {

    /**
     * The optional conditions of a filter. They need a custom plan, which leaves out the conditions that are null; see
     * {@link mizan.platform.database.PlannerSettings}. During a key rotation the author's fingerprints are given; otherwise the
     * array is empty, and the statement reads the fingerprint from the author's comment.
     */
    String MATCHES_FILTER = """
                      (CAST(:article AS text) IS NULL OR c.article = :article)
                      AND (CAST(:author AS uuid) IS NULL
                           OR (((cardinality(CAST(:fingerprints AS text[])) = 0
                                 AND c.email_fingerprint = (SELECT known.email_fingerprint
                                                              FROM comment known
                                                             WHERE known.id = CAST(:author AS uuid)
                                                               AND known.site = ANY (:sites)))
                                OR (cardinality(CAST(:fingerprints AS text[])) > 0
                                    AND c.email_fingerprint = ANY (CAST(:fingerprints AS bytea[]))))
                               AND (CAST(:scope AS text) = 'ADDRESS'
                                    OR c.client = (SELECT nullif(known.client, '')
                                                     FROM comment known
                                                    WHERE known.id = CAST(:author AS uuid)))))
                      AND (CAST(:textQuery AS tsquery) IS NULL OR s.lexemes @@ CAST(:textQuery AS tsquery))
                      AND (CAST(:finding AS text) IS NULL
                           OR (c.findings IS NOT NULL
                               AND c.findings @> jsonb_build_array(jsonb_build_object('rule', CAST(:finding AS text)))))
                      AND (NOT CAST(:reported AS boolean)
                           OR c.id = ANY (ARRAY(SELECT r.comment_id
                                                  FROM report r
                                                  JOIN comment reported ON reported.id = r.comment_id
                                                 WHERE r.site = ANY (:sites)
                                                   AND r.reported_at
                                                       >= coalesce(reported.decided_at, reported.submitted_at)
                                                 UNION ALL
                                                SELECT n.comment_id
                                                  FROM notice n
                                                  JOIN comment noticed ON noticed.id = n.comment_id
                                                 WHERE n.site = ANY (:sites)
                                                   AND n.explanation IS NOT NULL
                                                   AND (noticed.status = 'PENDING'
                                                        OR n.comment_version = noticed.version))))
            """;

    /** Positions of all pending comments of the sites, oldest first: the oldest of each site, then the oldest of these. */
    @Query("""
            SELECT top.at, top.id
              FROM unnest(CAST(:sites AS text[])) AS selected (site)
             CROSS JOIN LATERAL (
                   SELECT c.submitted_at AS at, c.id
                     FROM comment c
                    WHERE c.site = selected.site
                      AND c.status = 'PENDING'
                      AND (c.submitted_at, c.id) > (CAST(:afterAt AS timestamptz), CAST(:afterId AS uuid))
                    ORDER BY c.submitted_at, c.id
                    LIMIT :limit) top
             ORDER BY top.at, top.id
             LIMIT :limit
            """)
    @ParameterExpression(name = "sites", expression = "#{filter.siteArray()}")
    @ParameterExpression(name = "afterAt", expression = "#{after.at()}")
    @ParameterExpression(name = "afterId", expression = "#{after.id()}")
    List<KeysetPosition> allPending(QueueFilter filter, KeysetPosition after, int limit);

    /**
     * Positions of pending comments that match the filter, oldest first. Unpacks the filter, because a parameter expression
     * of Micronaut Data cannot be null.
     */
    default List<KeysetPosition> pending(QueueFilter filter, AuthorMatch author, Window window, Instant now) {
        return pending(
                author.scope(),
                author.fingerprints(),
                filter.siteArray(),
                filter.article(),
                filter.author(),
                filter.textQuery(),
                filter.finding(),
                filter.reported(),
                filter.claimant(),
                now,
                window.after().at(),
                window.after().id(),
                window.limit());
    }

    /**
     * Positions of comments of one status that match the filter, newest first: pending comments by their submission, others
     * by their decision. Unpacks the filter, because a parameter expression of Micronaut Data cannot be null.
     */
    default List<KeysetPosition> newestFirst(QueueFilter filter, AuthorMatch author, Window window) {
        return newestFirst(
                author.scope(),
                author.fingerprints(),
                filter.status(),
                filter.siteArray(),
                filter.article(),
                filter.author(),
                filter.textQuery(),
                filter.finding(),
                filter.reported(),
                window.after().at(),
                window.after().id(),
                window.limit());
    }

    @Query("""
            SELECT top.at, top.id
              FROM unnest(CAST(:sites AS text[])) AS selected (site)
             CROSS JOIN LATERAL (
                   SELECT c.submitted_at AS at, c.id
                     FROM comment c
                     LEFT JOIN comment_search s ON s.comment_id = c.id
                    WHERE c.site = selected.site
                      AND c.status = 'PENDING'
                      AND (CAST(:claimant AS text) IS NULL
                           OR (c.claimed_by = :claimant AND c.claimed_until > CAST(:now AS timestamptz)))
                      AND (c.submitted_at, c.id) > (CAST(:afterAt AS timestamptz), CAST(:afterId AS uuid))
                      AND
            """ + MATCHES_FILTER + """
                    ORDER BY c.submitted_at, c.id
                    LIMIT :limit) top
             ORDER BY top.at, top.id
             LIMIT :limit
            """)
    List<KeysetPosition> pending(
            AuthorScope scope,
            String[] fingerprints,
            String[] sites,
            @Nullable String article,
            @Nullable UUID author,
            @Nullable String textQuery,
            @Nullable String finding,
            boolean reported,
            @Nullable String claimant,
            Instant now,
            Instant afterAt,
            UUID afterId,
            int limit);

    /**
     * Positions of pending comments that match the filter, highest score first, then oldest first. Unpacks the filter,
     * because a parameter expression of Micronaut Data cannot be null.
     */
    default List<ScorePosition> byScore(
            QueueFilter filter, AuthorMatch author, ScorePosition after, int limit, Instant now) {
        return byScore(
                author.scope(),
                author.fingerprints(),
                filter.siteArray(),
                filter.article(),
                filter.author(),
                filter.textQuery(),
                filter.finding(),
                filter.reported(),
                filter.claimant(),
                now,
                filter.from(),
                filter.until(),
                -after.score(),
                after.at(),
                after.id(),
                limit);
    }

    @Query("""
            SELECT top.score, top.at, top.id
              FROM unnest(CAST(:sites AS text[])) AS selected (site)
             CROSS JOIN LATERAL (
                   SELECT c.score, c.submitted_at AS at, c.id
                     FROM comment c
                     LEFT JOIN comment_search s ON s.comment_id = c.id
                    WHERE c.site = selected.site
                      AND c.status = 'PENDING'
                      AND (CAST(:claimant AS text) IS NULL
                           OR (c.claimed_by = :claimant AND c.claimed_until > CAST(:now AS timestamptz)))
                      AND (CAST(:from AS timestamptz) IS NULL OR c.submitted_at >= CAST(:from AS timestamptz))
                      AND (CAST(:until AS timestamptz) IS NULL OR c.submitted_at < CAST(:until AS timestamptz))
                      AND (-c.score, c.submitted_at, c.id)
                          > (CAST(:afterRank AS integer), CAST(:afterAt AS timestamptz), CAST(:afterId AS uuid))
                      AND
            """ + MATCHES_FILTER + """
                    ORDER BY -c.score, c.submitted_at, c.id
                    LIMIT :limit) top
             ORDER BY top.score DESC, top.at, top.id
             LIMIT :limit
            """)
    List<ScorePosition> byScore(
            AuthorScope scope,
            String[] fingerprints,
            String[] sites,
            @Nullable String article,
            @Nullable UUID author,
            @Nullable String textQuery,
            @Nullable String finding,
            boolean reported,
            @Nullable String claimant,
            Instant now,
            @Nullable Instant from,
            @Nullable Instant until,
            int afterRank,
            Instant afterAt,
            UUID afterId,
            int limit);

    // The planner knows the status, and replaces each CASE by the column of that status, by which an index is sorted.
    @Query("""
            SELECT top.at, top.id
              FROM unnest(CAST(:sites AS text[])) AS selected (site)
             CROSS JOIN LATERAL (
                   SELECT CASE WHEN CAST(:status AS text) = 'PENDING' THEN c.submitted_at ELSE c.decided_at END AS at, c.id
                     FROM comment c
                     LEFT JOIN comment_search s ON s.comment_id = c.id
                    WHERE c.site = selected.site
                      AND c.status = CAST(:status AS text)
                      AND (CASE WHEN CAST(:status AS text) = 'PENDING' THEN c.submitted_at ELSE c.decided_at END, c.id)
                          < (CAST(:afterAt AS timestamptz), CAST(:afterId AS uuid))
                      AND
            """ + MATCHES_FILTER + """
                    ORDER BY at DESC, c.id DESC
                    LIMIT :limit) top
             ORDER BY top.at DESC, top.id DESC
             LIMIT :limit
            """)
    List<KeysetPosition> newestFirst(
            AuthorScope scope,
            String[] fingerprints,
            @Nullable CommentStatus status,
            String[] sites,
            @Nullable String article,
            @Nullable UUID author,
            @Nullable String textQuery,
            @Nullable String finding,
            boolean reported,
            Instant afterAt,
            UUID afterId,
            int limit);

    /** Positions of comments whose last decision is of one moderator, newest decision first. */
    default List<KeysetPosition> decidedBy(String decider, QueueFilter filter, AuthorMatch author, Window window) {
        return decidedBy(
                decider,
                author.scope(),
                author.fingerprints(),
                filter.status(),
                filter.siteArray(),
                filter.article(),
                filter.author(),
                filter.textQuery(),
                filter.finding(),
                filter.reported(),
                window.after().at(),
                window.after().id(),
                window.limit());
    }

    @Query("""
            SELECT d.decided_at AS at, d.comment_id AS id
              FROM decision d
              JOIN comment c ON c.id = d.comment_id AND c.version = d.version
              LEFT JOIN comment_search s ON s.comment_id = c.id
             WHERE d.moderator = :decider
               AND (d.decided_at, d.comment_id) < (CAST(:afterAt AS timestamptz), CAST(:afterId AS uuid))
               AND c.site = ANY (:sites)
               AND c.status = :status
               AND
            """ + MATCHES_FILTER + """
             ORDER BY d.decided_at DESC, d.comment_id DESC
             LIMIT :limit
            """)
    List<KeysetPosition> decidedBy(
            String decider,
            AuthorScope scope,
            String[] fingerprints,
            @Nullable CommentStatus status,
            String[] sites,
            @Nullable String article,
            @Nullable UUID author,
            @Nullable String textQuery,
            @Nullable String finding,
            boolean reported,
            Instant afterAt,
            UUID afterId,
            int limit);

    /** The rows after a position, up to a limit. */
    record Window(KeysetPosition after, int limit) {}
}
