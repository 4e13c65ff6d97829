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

/** Counts for trends. The cost depends on the pending comments and on the time window only, not on all comments stored. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface TrendRepository extends GenericRepository<TrendRepository.TrendCount, String> {

    /**
     * Counts by site, kind and time bucket, and the current number of pending comments, in one snapshot. Arrived comments
     * are counted in three places: first decisions, which store how long the comment was pending; pending comments without
     * a decision; and comments that were withdrawn without a decision. So the other comments need not be read, and no index
     * of all comments by time is needed.
     *
     * @param bucketStarts the starts of the buckets, which are numbered from 1
     * @param since the first of them
     */
    @Query("""
            WITH bucket AS MATERIALIZED (
                SELECT CAST(:bucketStarts AS timestamptz[]) AS starts
            )
            SELECT selected.site, counted.kind, counted.bucket, counted.comments
              FROM unnest(CAST(:sites AS text[])) AS selected (site)
             CROSS JOIN LATERAL (
                   SELECT 'PENDING' AS kind, 0 AS bucket, count(*) AS comments
                     FROM comment
                    WHERE site = selected.site
                      AND status = 'PENDING'
                    UNION ALL
                   SELECT 'ARRIVED', width_bucket(submitted_at, (SELECT starts FROM bucket)), count(*)
                     FROM comment
                    WHERE site = selected.site
                      AND status = 'PENDING'
                      AND submitted_at >= CAST(:since AS timestamptz)
                      AND version = 0
                    GROUP BY 2
                    UNION ALL
                   SELECT 'ARRIVED', width_bucket(arrived_at, (SELECT starts FROM bucket)), count(*)
                     FROM (SELECT decided_at - make_interval(secs => extract(epoch FROM time_to_decision)) AS arrived_at
                             FROM decision
                            WHERE site = selected.site
                              AND decided_at >= CAST(:since AS timestamptz)
                              AND moderator IS NOT NULL
                              AND NOT imported
                              AND verdict <> 'REOPEN'
                              AND time_to_decision IS NOT NULL) first_decision
                    WHERE arrived_at >= CAST(:since AS timestamptz)
                    GROUP BY 2
                    UNION ALL
                   SELECT CASE verdict WHEN 'APPROVE' THEN 'APPROVED' ELSE 'REJECTED' END,
                          width_bucket(decided_at, (SELECT starts FROM bucket)), count(*)
                     FROM decision
                    WHERE site = selected.site
                      AND decided_at >= CAST(:since AS timestamptz)
                      AND moderator IS NOT NULL
                      AND NOT imported
                      AND verdict <> 'REOPEN'
                    GROUP BY 1, 2
                    UNION ALL
                   SELECT CASE verdict WHEN 'REOPEN' THEN 'REOPENED' ELSE 'AUTO_REJECTED' END,
                          width_bucket(decided_at, (SELECT starts FROM bucket)), count(*)
                     FROM decision
                    WHERE site = selected.site
                      AND decided_at >= CAST(:since AS timestamptz)
                      AND (moderator IS NULL OR verdict = 'REOPEN')
                      AND NOT imported
                    GROUP BY 1, 2
                    UNION ALL
                   SELECT CASE event WHEN 1 THEN 'WITHDRAWN' ELSE 'ARRIVED' END,
                          width_bucket(at, (SELECT starts FROM bucket)), count(*)
                     FROM (SELECT event, CASE event WHEN 1 THEN c.decided_at ELSE c.submitted_at END AS at
                             FROM comment c
                             LEFT JOIN decision before ON before.comment_id = c.id AND before.version = c.version - 1
                            CROSS JOIN (VALUES (1), (2)) AS kind (event)
                            WHERE c.site = selected.site
                              AND c.status = 'WITHDRAWN'
                              AND c.decided_at >= CAST(:since AS timestamptz)
                              AND (c.version = 1 OR (before.verdict = 'REOPEN' AND event = 1))) withdrawn
                    WHERE at >= CAST(:since AS timestamptz)
                    GROUP BY 1, 2) counted
            """)
    List<TrendCount> counts(String[] sites, String[] bucketStarts, Instant since);

    /** Percentiles of the submission times of pending comments, latest first. All are null if no comment is pending. */
    @Query("""
            SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY submitted_at DESC) AS p50,
                   percentile_disc(0.9) WITHIN GROUP (ORDER BY submitted_at DESC) AS p90,
                   percentile_disc(0.99) WITHIN GROUP (ORDER BY submitted_at DESC) AS p99,
                   min(submitted_at) AS oldest
              FROM comment
             WHERE site = ANY (:sites)
               AND status = 'PENDING'
            """)
    PendingPercentiles pendingPercentiles(String[] sites);

    /** Decisions of moderators since a time, by moderator, verdict and reason. */
    @Query("""
            SELECT counted.moderator, counted.verdict, counted.reason, sum(counted.comments) AS comments
              FROM unnest(CAST(:sites AS text[])) AS selected (site)
             CROSS JOIN LATERAL (
                   SELECT moderator, verdict, reason, count(*) AS comments
                     FROM decision
                    WHERE site = selected.site
                      AND decided_at >= CAST(:since AS timestamptz)
                      AND moderator IS NOT NULL
                      AND NOT imported
                      AND verdict <> 'REOPEN'
                    GROUP BY moderator, verdict, reason) counted
             GROUP BY counted.moderator, counted.verdict, counted.reason
            """)
    List<DecisionCount> decisionCounts(String[] sites, Instant since);

    /**
     * The number of comments of one site with one kind of event in one time bucket.
     *
     * @param bucket the number of the bucket, from 1; 0 for comments that are pending now
     */
    @Introspected
    record TrendCount(String site, Kind kind, int bucket, long comments) {

        enum Kind {
            /** The comment is pending now, regardless of its time of submission. */
            PENDING,
            /** The comment was submitted and became pending. */
            ARRIVED,
            APPROVED,
            REJECTED,
            /** A moderator reopened the comment, or readers' reports hid it, so that it was pending again. */
            REOPENED,
            /** The comment was submitted, and the service rejected it without a moderator. */
            AUTO_REJECTED,
            /** The author withdrew the comment while it was pending. */
            WITHDRAWN
        }
    }

    @Introspected
    record PendingPercentiles(
            @Nullable Instant p50,
            @Nullable Instant p90,
            @Nullable Instant p99,
            @Nullable Instant oldest) {}

    @Introspected
    record DecisionCount(
            String moderator, Verdict verdict, @Nullable RejectionReason reason, long comments) {}
}
