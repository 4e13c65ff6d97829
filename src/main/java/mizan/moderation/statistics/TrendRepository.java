package mizan.moderation.statistics;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import mizan.comment.RejectionReason;
import mizan.comment.Verdict;
import org.jspecify.annotations.Nullable;

/** What moved the queue in a piece of time, at a cost that only that piece and what waits change. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface TrendRepository extends GenericRepository<TrendRepository.Movement, String> {

    /**
     * How many comments did what in which piece of time, and how many wait, as of one moment. Comments that have arrived
     * are counted where they are now: among first decisions, which know how long their comments had waited, among those
     * that wait undecided, and among those that were withdrawn undecided. So none of the others has to be looked at, and
     * no index of all comments has to be kept.
     *
     * @param beginnings of the pieces; these count from 1
     * @param since the first of them
     */
    @Query("""
            WITH piece AS MATERIALIZED (
                SELECT CAST(:beginnings AS timestamptz[]) AS beginnings
            )
            SELECT own.site, moved.movement, moved.piece, moved.comments
              FROM unnest(CAST(:sites AS text[])) AS own (site)
             CROSS JOIN LATERAL (
                   SELECT 'WAITING' AS movement, 0 AS piece, count(*) AS comments
                     FROM comment
                    WHERE site = own.site
                      AND status = 'PENDING'
                    UNION ALL
                   SELECT 'ARRIVED', width_bucket(submitted_at, (SELECT beginnings FROM piece)), count(*)
                     FROM comment
                    WHERE site = own.site
                      AND status = 'PENDING'
                      AND submitted_at >= CAST(:since AS timestamptz)
                      AND version = 0
                    GROUP BY 2
                    UNION ALL
                   SELECT 'ARRIVED', width_bucket(arrived_at, (SELECT beginnings FROM piece)), count(*)
                     FROM (SELECT decided_at - make_interval(secs => extract(epoch FROM waited)) AS arrived_at
                             FROM decision
                            WHERE site = own.site
                              AND decided_at >= CAST(:since AS timestamptz)
                              AND moderator IS NOT NULL
                              AND verdict <> 'REOPEN'
                              AND waited IS NOT NULL) first
                    WHERE arrived_at >= CAST(:since AS timestamptz)
                    GROUP BY 2
                    UNION ALL
                   SELECT CASE verdict WHEN 'APPROVE' THEN 'APPROVED' ELSE 'REJECTED' END,
                          width_bucket(decided_at, (SELECT beginnings FROM piece)), count(*)
                     FROM decision
                    WHERE site = own.site
                      AND decided_at >= CAST(:since AS timestamptz)
                      AND moderator IS NOT NULL
                      AND verdict <> 'REOPEN'
                    GROUP BY 1, 2
                    UNION ALL
                   SELECT CASE verdict WHEN 'REOPEN' THEN 'REOPENED' ELSE 'TRAPPED' END,
                          width_bucket(decided_at, (SELECT beginnings FROM piece)), count(*)
                     FROM decision
                    WHERE site = own.site
                      AND decided_at >= CAST(:since AS timestamptz)
                      AND (moderator IS NULL OR verdict = 'REOPEN')
                    GROUP BY 1, 2
                    UNION ALL
                   SELECT CASE event WHEN 1 THEN 'WITHDRAWN' ELSE 'ARRIVED' END,
                          width_bucket(at, (SELECT beginnings FROM piece)), count(*)
                     FROM (SELECT event, CASE event WHEN 1 THEN c.decided_at ELSE c.submitted_at END AS at
                             FROM comment c
                             LEFT JOIN decision before ON before.comment_id = c.id AND before.version = c.version - 1
                            CROSS JOIN (VALUES (1), (2)) AS told (event)
                            WHERE c.site = own.site
                              AND c.status = 'WITHDRAWN'
                              AND c.decided_at >= CAST(:since AS timestamptz)
                              AND (c.version = 1 OR (before.verdict = 'REOPEN' AND event = 1))) withdrawn
                    WHERE at >= CAST(:since AS timestamptz)
                    GROUP BY 1, 2) moved
            """)
    List<Movement> movements(String[] sites, String[] beginnings, Instant since);

    /** When those that wait were submitted, of whom so large a part was submitted later; null where none waits. */
    @Query("""
            SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY submitted_at DESC) AS p50,
                   percentile_disc(0.9) WITHIN GROUP (ORDER BY submitted_at DESC) AS p90,
                   percentile_disc(0.99) WITHIN GROUP (ORDER BY submitted_at DESC) AS p99,
                   min(submitted_at) AS oldest
              FROM comment
             WHERE site = ANY (:sites)
               AND status = 'PENDING'
            """)
    Waiting waiting(String[] sites);

    /** What moderators decided since then, by whom and why. */
    @Query("""
            SELECT made.moderator, made.verdict, made.reason, sum(made.comments) AS comments
              FROM unnest(CAST(:sites AS text[])) AS own (site)
             CROSS JOIN LATERAL (
                   SELECT moderator, verdict, reason, count(*) AS comments
                     FROM decision
                    WHERE site = own.site
                      AND decided_at >= CAST(:since AS timestamptz)
                      AND moderator IS NOT NULL
                      AND verdict <> 'REOPEN'
                    GROUP BY moderator, verdict, reason) made
             GROUP BY made.moderator, made.verdict, made.reason
            """)
    List<Made> made(String[] sites, Instant since);

    /** For the rest of the transaction a statement is planned for the values that it is given, each time. */
    @Query("""
            SELECT set_config('plan_cache_mode', 'force_custom_plan', true)
            """)
    String planForValues();

    /**
     * So many comments of one site did something in one piece of time.
     *
     * @param piece from 1 on; 0 for those that wait now
     */
    @Introspected
    record Movement(String site, Kind movement, int piece, long comments) {

        enum Kind {
            /** It waits now, whenever it came. */
            WAITING,
            /** It came in, to wait. */
            ARRIVED,
            APPROVED,
            REJECTED,
            /** A decision was taken back: it waited again. */
            REOPENED,
            /** It came in, and the service refused it by itself. */
            TRAPPED,
            /** Its author took it back while it waited. */
            WITHDRAWN
        }
    }

    @Introspected
    record Waiting(
            @Nullable Instant p50,
            @Nullable Instant p90,
            @Nullable Instant p99,
            @Nullable Instant oldest) {}

    @Introspected
    record Made(String moderator, Verdict verdict, @Nullable RejectionReason reason, long comments) {}
}
