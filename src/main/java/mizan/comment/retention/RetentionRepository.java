package mizan.comment.retention;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Erases expired personal data in batches. A batch skips locked rows: it waits for no decision, and the next batch or run
 * erases them. Each statement keeps the author statistics equal to the comments, and writes them in the order of their keys.
 */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface RetentionRepository extends GenericRepository<RetentionRepository.Row, UUID> {

    /** Erases rejected comments like withdrawn ones. */
    @Query("""
            WITH expired AS (
                SELECT id, site, email_fingerprint, client
                  FROM comment
                 WHERE site = :site
                   AND status = 'REJECTED'
                   AND decided_at <= :before
                 ORDER BY decided_at, id
                 LIMIT :limit
                   FOR UPDATE SKIP LOCKED
            ), erased AS (
                UPDATE comment c
                   SET status = 'WITHDRAWN',
                       version = c.version + 1,
                       decided_at = :at,
                       name = NULL,
                       body = NULL,
                       email_sealed = NULL,
                       email_fingerprint = NULL,
                       client = '',
                       digest = NULL,
                       article_url = NULL,
                       article_title = NULL,
                       receipt_hash = NULL,
                       findings = NULL,
                       score = 0
                  FROM expired e
                 WHERE c.id = e.id
                RETURNING c.id, e.site, e.email_fingerprint, e.client
            ), unindexed AS (
                DELETE FROM comment_search
                 USING erased
                 WHERE comment_id = erased.id
            ), unreported AS (
                DELETE FROM report r
                 USING erased
                 WHERE r.comment_id = erased.id
            ), unnoted AS (
                UPDATE decision d
                   SET note = '[erased]'
                  FROM erased
                 WHERE d.comment_id = erased.id
                   AND d.note IS NOT NULL
            ), counted AS (
                INSERT INTO author_stats AS stats (email_fingerprint, site, client, approved, rejected)
                SELECT email_fingerprint, site, client, 0, -count(*)
                  FROM erased
                 WHERE email_fingerprint IS NOT NULL
                 GROUP BY email_fingerprint, site, client
                 ORDER BY email_fingerprint, site, client
                    ON CONFLICT (email_fingerprint, site, client)
                    DO UPDATE SET rejected = stats.rejected + EXCLUDED.rejected
            )
            SELECT id, encode(email_fingerprint, 'hex') AS email_fingerprint, encode(client, 'hex') AS client
              FROM erased
            """)
    List<Row> eraseRejected(String site, Instant before, Instant at, int limit);

    /** Erases the address and the receipt of approved comments. */
    @Query("""
            WITH expired AS (
                SELECT id, site, email_fingerprint, client
                  FROM comment
                 WHERE site = :site
                   AND status = 'APPROVED'
                   AND email_sealed IS NOT NULL
                   AND decided_at <= :before
                 ORDER BY decided_at, id
                 LIMIT :limit
                   FOR UPDATE SKIP LOCKED
            ), erased AS (
                UPDATE comment c
                   SET email_sealed = NULL,
                       email_fingerprint = NULL,
                       client = '',
                       receipt_hash = NULL
                  FROM expired e
                 WHERE c.id = e.id
                RETURNING c.id, e.site, e.email_fingerprint, e.client
            ), counted AS (
                INSERT INTO author_stats AS stats (email_fingerprint, site, client, approved, rejected)
                SELECT email_fingerprint, site, client, -count(*), 0
                  FROM erased
                 GROUP BY email_fingerprint, site, client
                 ORDER BY email_fingerprint, site, client
                    ON CONFLICT (email_fingerprint, site, client)
                    DO UPDATE SET approved = stats.approved + EXCLUDED.approved
            )
            SELECT id, encode(email_fingerprint, 'hex') AS email_fingerprint, encode(client, 'hex') AS client
              FROM erased
            """)
    List<Row> eraseAddresses(String site, Instant before, int limit);

    /** Erases client pseudonyms. The author's numbers move to the row without a client. */
    @Query("""
            WITH expired AS (
                SELECT id, site, status, email_fingerprint, client
                  FROM comment
                 WHERE site = :site
                   AND client <> ''
                   AND submitted_at <= :before
                 ORDER BY submitted_at, id
                 LIMIT :limit
                   FOR UPDATE SKIP LOCKED
            ), erased AS (
                UPDATE comment c
                   SET client = ''
                  FROM expired e
                 WHERE c.id = e.id
                RETURNING c.id, e.site, e.status, e.email_fingerprint, e.client
            ), counted AS (
                INSERT INTO author_stats AS stats (email_fingerprint, site, client, approved, rejected)
                SELECT e.email_fingerprint, e.site, side.client,
                       coalesce(sum(side.sign) FILTER (WHERE e.status = 'APPROVED'), 0),
                       coalesce(sum(side.sign) FILTER (WHERE e.status = 'REJECTED'), 0)
                  FROM erased e
                 CROSS JOIN LATERAL (VALUES (e.client, -1), (CAST('' AS bytea), 1)) AS side (client, sign)
                 WHERE e.email_fingerprint IS NOT NULL
                   AND e.status IN ('APPROVED', 'REJECTED')
                 GROUP BY e.email_fingerprint, e.site, side.client
                 ORDER BY e.email_fingerprint, e.site, side.client
                    ON CONFLICT (email_fingerprint, site, client)
                    DO UPDATE SET approved = stats.approved + EXCLUDED.approved,
                                  rejected = stats.rejected + EXCLUDED.rejected
            )
            SELECT id, encode(email_fingerprint, 'hex') AS email_fingerprint, encode(client, 'hex') AS client
              FROM erased
            """)
    List<Row> eraseClients(String site, Instant before, int limit);

    /** Deletes the statistics of authors who have no decided comment left, if their numbers have become zero. */
    @Query("""
            DELETE FROM author_stats stats
             USING unnest(CAST(:fingerprints AS text[]), CAST(:clients AS text[])) AS changed (fingerprint, client)
             WHERE stats.email_fingerprint = decode(changed.fingerprint, 'hex')
               AND stats.site = :site
               AND stats.client = decode(changed.client, 'hex')
               AND stats.approved = 0
               AND stats.rejected = 0
            """)
    void deleteEmptyStats(@Nullable String[] fingerprints, @Nullable String[] clients, String site);

    @Query("""
            SELECT count(*)
              FROM comment
             WHERE site = :site
               AND status = 'REJECTED'
               AND decided_at <= :before
            """)
    long countRejected(String site, Instant before);

    @Query("""
            SELECT count(*)
              FROM comment
             WHERE site = :site
               AND status = 'APPROVED'
               AND email_sealed IS NOT NULL
               AND decided_at <= :before
            """)
    long countAddresses(String site, Instant before);

    @Query("""
            SELECT count(*)
              FROM comment
             WHERE site = :site
               AND client <> ''
               AND submitted_at <= :before
            """)
    long countClients(String site, Instant before);

    /**
     * A comment whose data was erased. An entity, because only entities can be read from a statement that writes.
     *
     * @param emailFingerprint the former fingerprint of the author's address, in hexadecimal digits; null if there was none
     * @param client the former client, in hexadecimal digits
     */
    @MappedEntity
    record Row(@Id UUID id, @Nullable String emailFingerprint, String client) {}
}
