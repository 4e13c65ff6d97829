package mizan.comment.maintenance;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface AuthorStatsRepository extends GenericRepository<AuthorStatsRepository.Row, String> {

    /**
     * Complete query: differences between the comments and the stored numbers, of the authors whose fingerprints are in the
     * range {@code [from, to)}.
     */
    String DIFFERENCES = """
            SELECT email_fingerprint, site, client,
                   coalesce(counted.approved, 0) - coalesce(stored.approved, 0) AS approved,
                   coalesce(counted.rejected, 0) - coalesce(stored.rejected, 0) AS rejected
              FROM (SELECT email_fingerprint, site, client,
                           count(*) FILTER (WHERE status = 'APPROVED') AS approved,
                           count(*) FILTER (WHERE status = 'REJECTED') AS rejected
                      FROM comment
                     WHERE status IN ('APPROVED', 'REJECTED')
                       AND email_fingerprint >= :from
                       AND email_fingerprint < :to
                     GROUP BY email_fingerprint, site, client) AS counted
              FULL JOIN (SELECT email_fingerprint, site, client, approved, rejected
                           FROM author_stats
                          WHERE email_fingerprint >= :from
                            AND email_fingerprint < :to) AS stored USING (email_fingerprint, site, client)
             WHERE coalesce(counted.approved, 0) <> coalesce(stored.approved, 0)
                OR coalesce(counted.rejected, 0) <> coalesce(stored.rejected, 0)
            """;

    @Query("SELECT count(*) FROM (" + DIFFERENCES + ") AS difference")
    long countDifferences(byte[] from, byte[] to);

    /**
     * Adds the differences instead of storing the counted numbers, so that concurrent updates are kept.
     *
     * @return the number of rows that were corrected. Micronaut Data returns no row count of an INSERT.
     */
    @Query("""
            WITH difference AS (
            """ + DIFFERENCES + """
            ), corrected AS (
                INSERT INTO author_stats AS stats (email_fingerprint, site, client, approved, rejected)
                SELECT email_fingerprint, site, client, approved, rejected
                  FROM difference
                 ORDER BY email_fingerprint, site, client
                    ON CONFLICT (email_fingerprint, site, client)
                    DO UPDATE SET approved = stats.approved + EXCLUDED.approved,
                                  rejected = stats.rejected + EXCLUDED.rejected
                RETURNING site
            )
            SELECT count(*)
              FROM corrected
            """)
    long addDifferences(byte[] from, byte[] to);

    @Introspected
    record Row(String site) {}
}
