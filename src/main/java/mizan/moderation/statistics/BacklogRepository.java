package mizan.moderation.statistics;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Counts pending comments and recent decisions. The cost does not depend on the number of older comments. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface BacklogRepository extends GenericRepository<Backlog, String> {

    @Query("""
            SELECT selected.site, backlog.pending, live_claim.claimed, backlog.oldest_at
              FROM unnest(CAST(:sites AS text[])) AS selected (site)
             CROSS JOIN LATERAL (
                   SELECT count(*) AS pending, min(submitted_at) AS oldest_at
                     FROM comment
                    WHERE site = selected.site
                      AND status = 'PENDING') backlog
             CROSS JOIN LATERAL (
                   SELECT count(*) AS claimed
                     FROM comment
                    WHERE site = selected.site
                      AND claimed_by IS NOT NULL
                      AND claimed_until > CAST(:now AS timestamptz)) live_claim
            """)
    List<Backlog> backlogs(String[] sites, Instant now);

    /** Decisions of moderators since a time. The percentiles are of the time from submission to the first decision. */
    @Query("""
            SELECT count(*) FILTER (WHERE verdict = 'APPROVE') AS approved,
                   count(*) FILTER (WHERE verdict = 'REJECT') AS rejected,
                   CAST(extract(epoch FROM percentile_disc(0.5) WITHIN GROUP (ORDER BY time_to_decision)) AS double precision) AS p50,
                   CAST(extract(epoch FROM percentile_disc(0.95) WITHIN GROUP (ORDER BY time_to_decision)) AS double precision) AS p95
              FROM decision
             WHERE site = ANY (:sites)
               AND decided_at > CAST(:since AS timestamptz)
               AND moderator IS NOT NULL
               AND NOT imported
               AND verdict <> 'REOPEN'
            """)
    RecentDecisions recentDecisions(String[] sites, Instant since);

    /**
     * @param p50 the median, in seconds; null without a first decision
     * @param p95 the 95th percentile, in seconds; null without a first decision
     */
    @Introspected
    record RecentDecisions(
            long approved,
            long rejected,
            @Nullable Double p50,
            @Nullable Double p95) {}
}
