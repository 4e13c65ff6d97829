package mizan.comment;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface AuthorStatsRepository extends GenericRepository<AuthorStatsRepository.Row, String> {

    /** By how much the numbers are off, of the persons from this fingerprint on and below that one. */
    String WRONG = """
            WITH counted AS (
                SELECT email_fingerprint, site,
                       count(*) FILTER (WHERE status = 'APPROVED') AS approved,
                       count(*) FILTER (WHERE status = 'REJECTED') AS rejected
                  FROM comment
                 WHERE status IN ('APPROVED', 'REJECTED')
                   AND email_fingerprint >= :from
                   AND email_fingerprint < :to
                 GROUP BY email_fingerprint, site
            ), known AS (
                SELECT email_fingerprint, site, approved, rejected
                  FROM author_record
                 WHERE email_fingerprint >= :from
                   AND email_fingerprint < :to
            ), wrong AS (
                SELECT email_fingerprint, site,
                       coalesce(counted.approved, 0) - coalesce(known.approved, 0) AS approved,
                       coalesce(counted.rejected, 0) - coalesce(known.rejected, 0) AS rejected
                  FROM counted
                  FULL JOIN known USING (email_fingerprint, site)
                 WHERE coalesce(counted.approved, 0) <> coalesce(known.approved, 0)
                    OR coalesce(counted.rejected, 0) <> coalesce(known.rejected, 0)
            )
            """;

    @Query(WRONG + """
            SELECT count(*)
              FROM wrong
            """)
    long countWrong(byte[] from, byte[] to);

    /** Adds what is missing rather than setting what was counted: what others add meanwhile stays. */
    @Query(WRONG + """
            , repaired AS (
                INSERT INTO author_record AS known (email_fingerprint, site, approved, rejected)
                SELECT email_fingerprint, site, approved, rejected
                  FROM wrong
                 ORDER BY email_fingerprint, site
                    ON CONFLICT (email_fingerprint, site)
                    DO UPDATE SET approved = known.approved + EXCLUDED.approved,
                                  rejected = known.rejected + EXCLUDED.rejected
                RETURNING 1
            )
            SELECT count(*)
              FROM repaired
            """)
    long repair(byte[] from, byte[] to);

    @Introspected
    record Row(String site) {}
}
