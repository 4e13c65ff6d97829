package mizan.moderation.statistics;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much waits and what was decided lately, at a cost that the size of the past does not change. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface BacklogRepository extends GenericRepository<Backlog, String> {

    @Query("""
            SELECT own.site, waiting.pending, held.claimed, waiting.oldest_at
              FROM unnest(CAST(:sites AS text[])) AS own (site)
             CROSS JOIN LATERAL (
                   SELECT count(*) AS pending, min(submitted_at) AS oldest_at
                     FROM comment
                    WHERE site = own.site
                      AND status = 'PENDING') waiting
             CROSS JOIN LATERAL (
                   SELECT count(*) AS claimed
                     FROM comment
                    WHERE site = own.site
                      AND claimed_by IS NOT NULL
                      AND claimed_until > CAST(:now AS timestamptz)) held
            """)
    List<Backlog> backlogs(String[] sites, Instant now);

    /** Decisions by moderators since then; the times are those of first decisions. */
    @Query("""
            SELECT count(*) FILTER (WHERE verdict = 'APPROVE') AS approved,
                   count(*) FILTER (WHERE verdict = 'REJECT') AS rejected,
                   CAST(extract(epoch FROM percentile_disc(0.5) WITHIN GROUP (ORDER BY waited)) AS double precision) AS p50,
                   CAST(extract(epoch FROM percentile_disc(0.95) WITHIN GROUP (ORDER BY waited)) AS double precision) AS p95
              FROM decision
             WHERE site = ANY (:sites)
               AND decided_at > CAST(:since AS timestamptz)
               AND moderator IS NOT NULL
               AND verdict <> 'REOPEN'
            """)
    Lately lately(String[] sites, Instant since);

    /** @param p50 seconds; null where nothing was decided */
    @Introspected
    record Lately(
            long approved,
            long rejected,
            @Nullable Double p50,
            @Nullable Double p95) {}
}
