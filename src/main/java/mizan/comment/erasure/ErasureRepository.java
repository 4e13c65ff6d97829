package mizan.comment.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ErasureRepository extends GenericRepository<ErasureRepository.Row, UUID> {

    /** The time of the last comment of an author; empty if there is none. */
    @Query("""
            SELECT max(submitted_at) AS submitted_at
              FROM (SELECT submitted_at
                      FROM comment
                     WHERE email_fingerprint = ANY (CAST(:fingerprints AS bytea[]))
                       AND status = 'PENDING'
                     UNION ALL
                    SELECT submitted_at
                      FROM comment
                     WHERE email_fingerprint = ANY (CAST(:fingerprints AS bytea[]))
                       AND status IN ('APPROVED', 'REJECTED')) submitted
            HAVING max(submitted_at) IS NOT NULL
            """)
    Optional<Instant> lastSubmission(String[] fingerprints);

    /** Whether an author has comments that were submitted until an instant. */
    @Query("""
            SELECT EXISTS (SELECT
                             FROM comment
                            WHERE email_fingerprint = ANY (CAST(:fingerprints AS bytea[]))
                              AND status = 'PENDING'
                              AND submitted_at <= :until)
                OR EXISTS (SELECT
                             FROM comment
                            WHERE email_fingerprint = ANY (CAST(:fingerprints AS bytea[]))
                              AND status IN ('APPROVED', 'REJECTED')
                              AND submitted_at <= :until)
            """)
    boolean hasComments(String[] fingerprints, Instant until);

    /**
     * Locks comments of an author, so that they cannot be decided on before the erasure is committed. The ids come from two
     * partial indexes. A comment that was erased while this statement waited for its lock is left out.
     */
    @Query("""
            SELECT c.id, CASE WHEN c.status = 'APPROVED' THEN c.body END AS published_body
              FROM comment c
             WHERE c.id IN (SELECT id
                              FROM ((SELECT id
                                       FROM comment
                                      WHERE email_fingerprint = ANY (CAST(:fingerprints AS bytea[]))
                                        AND status = 'PENDING'
                                        AND submitted_at <= :until
                                      LIMIT :limit)
                                     UNION ALL
                                    (SELECT id
                                       FROM comment
                                      WHERE email_fingerprint = ANY (CAST(:fingerprints AS bytea[]))
                                        AND status IN ('APPROVED', 'REJECTED')
                                        AND submitted_at <= :until
                                      LIMIT :limit)) AS own
                             LIMIT :limit)
               AND c.email_fingerprint = ANY (CAST(:fingerprints AS bytea[]))
             ORDER BY c.id
               FOR UPDATE OF c
            """)
    List<LockedRow> lockByAuthor(String[] fingerprints, Instant until, int limit);

    @Query("""
            SELECT id, CASE WHEN status = 'APPROVED' THEN body END AS published_body
              FROM comment
             WHERE receipt_hash = :receiptHash
               FOR UPDATE
            """)
    List<LockedRow> lockByReceipt(byte[] receiptHash);

    /** Locks those of these comments whose author is not erased. */
    @Query("""
            SELECT id, CASE WHEN status = 'APPROVED' THEN body END AS published_body
              FROM comment
             WHERE id = ANY (CAST(:ids AS uuid[]))
               AND name IS NOT NULL
             ORDER BY id
               FOR UPDATE
            """)
    List<LockedRow> lockByIds(String[] ids);

    @Query("""
            SELECT count(*)
              FROM comment
             WHERE id = ANY (CAST(:ids AS uuid[]))
            """)
    long countExisting(String[] ids);

    /**
     * Erases the authors of locked comments. A comment with new lexemes keeps its text; of any other only the place in its
     * thread is left. Updates the author statistics, and records the erasure.
     *
     * @param lexemes for each id the lexemes of the text alone; null to erase the text
     */
    @Query("""
            WITH item AS (
                SELECT *
                  FROM unnest(CAST(:ids AS uuid[]), CAST(:lexemes AS text[])) AS item (id, lexemes)
            ), previous AS (
                SELECT c.id, c.status, c.email_fingerprint, c.client, item.lexemes
                  FROM comment c
                  JOIN item ON item.id = c.id
            ), erased AS (
                UPDATE comment c
                   SET status = CASE WHEN p.lexemes IS NULL THEN 'WITHDRAWN' ELSE c.status END,
                       version = c.version + CASE WHEN p.lexemes IS NULL THEN 1 ELSE 0 END,
                       decided_at = CASE WHEN p.lexemes IS NULL THEN CAST(:at AS timestamptz) ELSE c.decided_at END,
                       name = NULL,
                       body = CASE WHEN p.lexemes IS NULL THEN NULL ELSE c.body END,
                       email_sealed = NULL,
                       email_fingerprint = NULL,
                       client = '',
                       digest = CASE WHEN p.lexemes IS NULL THEN NULL ELSE c.digest END,
                       article_url = NULL,
                       article_title = NULL,
                       receipt_hash = NULL,
                       findings = NULL,
                       score = 0,
                       claimed_by = NULL,
                       claimed_until = NULL
                  FROM previous p
                 WHERE c.id = p.id
                RETURNING c.id, c.version, c.site, c.article, p.status AS previous_status, p.email_fingerprint, p.client,
                          p.lexemes
            ), unindexed AS (
                DELETE FROM comment_search
                 USING erased
                 WHERE comment_id = erased.id
                   AND erased.lexemes IS NULL
            ), reindexed AS (
                UPDATE comment_search s
                   SET lexemes = CAST(erased.lexemes AS tsvector)
                  FROM erased
                 WHERE s.comment_id = erased.id
                   AND erased.lexemes IS NOT NULL
            ), unreported AS (
                DELETE FROM report r
                 USING erased
                 WHERE r.comment_id = erased.id
                   AND erased.lexemes IS NULL
            ), unreported_notes AS (
                UPDATE report r
                   SET note = NULL
                  FROM erased
                 WHERE r.comment_id = erased.id
                   AND erased.lexemes IS NOT NULL
                   AND r.note IS NOT NULL
            ), unnoted AS (
                UPDATE decision d
                   SET note = '[erased]'
                  FROM erased
                 WHERE d.comment_id = erased.id
                   AND d.note IS NOT NULL
            ), counted AS (
                INSERT INTO author_stats AS stats (email_fingerprint, site, client, approved, rejected)
                SELECT email_fingerprint, site, client,
                       -count(*) FILTER (WHERE previous_status = 'APPROVED'),
                       -count(*) FILTER (WHERE previous_status = 'REJECTED')
                  FROM erased
                 WHERE email_fingerprint IS NOT NULL
                   AND previous_status IN ('APPROVED', 'REJECTED')
                 GROUP BY email_fingerprint, site, client
                 ORDER BY email_fingerprint, site, client
                    ON CONFLICT (email_fingerprint, site, client)
                    DO UPDATE SET approved = stats.approved + EXCLUDED.approved,
                                  rejected = stats.rejected + EXCLUDED.rejected
            ), recorded AS (
                INSERT INTO erasure (comment_id, text_kept, erased_on)
                SELECT id, lexemes IS NOT NULL, CAST(CAST(:at AS timestamptz) AT TIME ZONE 'UTC' AS date)
                  FROM erased
                 ORDER BY id
                    ON CONFLICT (comment_id) DO NOTHING
            )
            SELECT id, version, site, article, lexemes IS NOT NULL AS text_kept, email_fingerprint
              FROM erased
             ORDER BY id
            """)
    List<Row> erase(String[] ids, @Nullable String[] lexemes, Instant at);

    /** Deletes the statistics of authors who have no comment left on a site. */
    @Query("""
            DELETE FROM author_stats s
             WHERE s.email_fingerprint = ANY (CAST(:fingerprints AS bytea[]))
               AND s.approved = 0
               AND s.rejected = 0
               AND NOT EXISTS (SELECT
                                 FROM comment c
                                WHERE c.email_fingerprint = s.email_fingerprint
                                  AND c.site = s.site
                                  AND c.status = 'PENDING')
            """)
    void deleteEmptyStats(String[] fingerprints);

    @Query("""
            DELETE FROM idempotency_key
             WHERE comment_id = ANY (CAST(:ids AS uuid[]))
            """)
    void deleteIdempotencyKeys(String[] ids);

    /**
     * Records erasures that this database does not know, for a later restore of another backup.
     *
     * @param records a JSON array of {@link RecordRow}
     */
    @Query("""
            WITH recorded AS (
                INSERT INTO erasure (comment_id, text_kept, erased_on)
                SELECT comment_id, text_kept, erased_on
                  FROM json_to_recordset(CAST(:records AS json)) AS item (comment_id uuid, text_kept boolean, erased_on date)
                 ORDER BY comment_id
                    ON CONFLICT (comment_id) DO NOTHING
                RETURNING comment_id
            )
            SELECT count(*)
              FROM recorded
            """)
    long record(String records);

    @Query("""
            SELECT comment_id, text_kept, erased_on
              FROM erasure
             WHERE comment_id > :after
             ORDER BY comment_id
             LIMIT :limit
            """)
    List<ErasureRecord> records(UUID after, int limit);

    /**
     * A locked comment.
     *
     * @param publishedBody null unless the comment is approved
     */
    @Introspected
    record LockedRow(UUID id, @Nullable String publishedBody) {}

    /** A comment whose author was erased, with the former fingerprint of the e-mail address. */
    @MappedEntity
    @SuppressWarnings("ArrayRecordComponent") // never compared
    // Micronaut Data does not see JSpecify's @Nullable on an array.
    record Row(
            @Id UUID id,
            int version,
            String site,
            String article,
            boolean textKept,
            @jakarta.annotation.Nullable byte @Nullable [] emailFingerprint) {}

    /** A record with the names of the table's columns. */
    @Introspected
    @JsonInclude(JsonInclude.Include.ALWAYS)
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record RecordRow(UUID commentId, boolean textKept, String erasedOn) {}
}
