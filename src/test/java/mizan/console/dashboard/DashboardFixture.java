package mizan.console.dashboard;

import java.time.Instant;
import mizan.testing.Postgres;

/** Inserts the comments and decisions of one week by SQL: about 4,000 comments, fewer at night. */
public final class DashboardFixture {

    private DashboardFixture() {}

    /** Inserts the week before this instant. The last hours' comments, and a few older ones, are pending. */
    public static void until(Instant now) {
        Postgres.execute("""
            INSERT INTO comment (id, site, article, root_id, name, body, email_sealed, email_fingerprint, digest,
                                 receipt_hash, status, version, submitted_at, decided_at)
            SELECT id, site, 'article-' || i %% 40, id, 'Reader ' || i, 'Text ' || i, '\\x00',
                   sha256(CAST('person' || i %% 300 AS bytea)), sha256(CAST('digest' || i AS bytea)),
                   sha256(CAST('receipt' || i AS bytea)), status, CASE status WHEN 'PENDING' THEN 0 ELSE 1 END, at,
                   CASE status WHEN 'PENDING' THEN NULL ELSE decided_at END
              FROM (SELECT *, CASE WHEN decided_at > '%1$s' OR i %% 331 = 0 THEN 'PENDING'
                                   WHEN i %% 9 IN (2, 5) THEN 'REJECTED'
                                   ELSE 'APPROVED' END AS status
                      FROM (SELECT i, gen_random_uuid() AS id, at,
                                   (ARRAY['demo', 'demo', 'demo', 'gazette', 'herald'])[1 + i %% 5] AS site,
                                   -- No decisions at night, so the backlog grows until the morning.
                                   greatest(at + make_interval(mins => CAST(2 + i * 7919 %% 190 AS integer)),
                                            CASE WHEN extract(hour FROM at AT TIME ZONE 'UTC') < 7
                                                 THEN date_trunc('day', at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'
                                                      + make_interval(mins => CAST(435 + i * 31 %% 150 AS integer))
                                                 ELSE at END) AS decided_at
                              FROM (SELECT row_number() OVER (ORDER BY at) AS i, at
                                      FROM (SELECT hour + make_interval(secs => 3600.0 * k / many) AS at
                                              FROM generate_series(CAST('%1$s' AS timestamptz) - interval '7 days',
                                                                   '%1$s', '1 hour') AS hour
                                             CROSS JOIN LATERAL (
                                                   SELECT 4 + CAST(22 * (1 + sin((extract(hour FROM hour AT TIME ZONE 'UTC') - 10)
                                                                                 * pi() / 12))
                                                                   * (1 + 0.3 * sin(extract(day FROM hour))) AS integer) AS many) busy
                                             CROSS JOIN LATERAL generate_series(1, many) AS k) each
                                     WHERE at < '%1$s') numbered) timed) decided
            """.formatted(now));
        Postgres.execute("""
            INSERT INTO decision (comment_id, version, verdict, reason, moderator, decided_at, site, time_to_decision)
            SELECT id, 1, CASE status WHEN 'APPROVED' THEN 'APPROVE' ELSE 'REJECT' END,
                   CASE status WHEN 'REJECTED'
                               THEN (ARRAY['SPAM', 'SPAM', 'SPAM', 'ABUSE', 'ABUSE', 'OFF_TOPIC', 'HATE', 'PERSONAL_DATA'])
                                    [1 + abs(hashtext(body)) % 8] END,
                   (ARRAY['ada', 'ada', 'grace', 'ليلى'])[1 + abs(hashtext(body)) % 4],
                   decided_at, site, decided_at - submitted_at
              FROM comment
             WHERE status <> 'PENDING'
            """);
    }
}
