package mizan.comment.key;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads the values that keys have made, and replaces them. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ResealRepository extends GenericRepository<ResealRepository.CommentRow, UUID> {

    /** The comments after an id, in the order of their ids. Withdrawn ones have no values. */
    @Query("""
            SELECT id, email_sealed, email_fingerprint, digest IS NOT NULL AS has_digest
              FROM comment
             WHERE id > :after
             ORDER BY id
             LIMIT :limit
            """)
    List<CommentRow> comments(UUID after, int limit);

    /** The keys of the idempotency keys' receipts, after a position. */
    @Query("""
            SELECT site, key, comment_id, receipt_sealed
              FROM idempotency_key
             WHERE (site, key) > (:afterSite, :afterKey)
             ORDER BY site, key
             LIMIT :limit
            """)
    List<ReceiptRow> receipts(String afterSite, byte[] afterKey, int limit);

    @Query("""
            SELECT id, site, article, parent_id, body, digest
              FROM comment
             WHERE id = ANY (CAST(:ids AS uuid[]))
            """)
    List<TextRow> texts(String[] ids);

    /**
     * Replaces the values of comments that still have the old ones. Moves the comments' part of the author statistics to the
     * new fingerprints. Rows are locked in the order of the deciding statement, so that the two cannot deadlock.
     *
     * @param comments a JSON array of {@link ResealedComment}; each id once
     * @return the number of changed comments
     */
    @Query("""
            WITH proposed AS (
                SELECT *
                  FROM json_to_recordset(CAST(:comments AS json))
                    AS item (id uuid, old_sealed bytea, old_fingerprint bytea, sealed bytea, fingerprint bytea, digest bytea)
            ), unchanged AS (
                SELECT c.id, p.old_fingerprint, p.sealed, p.fingerprint, p.digest
                  FROM comment c
                  JOIN proposed p ON p.id = c.id AND p.old_sealed = c.email_sealed AND p.old_fingerprint = c.email_fingerprint
                 ORDER BY c.id
                   FOR NO KEY UPDATE OF c
            ), resealed AS (
                UPDATE comment c
                   SET email_sealed = u.sealed,
                       email_fingerprint = u.fingerprint,
                       digest = u.digest
                  FROM unchanged u
                 WHERE c.id = u.id
                RETURNING c.site, c.client, c.status, u.old_fingerprint, u.fingerprint
            ), moved AS (
                INSERT INTO author_stats AS stats (email_fingerprint, site, client, approved, rejected)
                SELECT m.fingerprint, r.site, r.client,
                       coalesce(sum(m.sign) FILTER (WHERE r.status = 'APPROVED'), 0),
                       coalesce(sum(m.sign) FILTER (WHERE r.status = 'REJECTED'), 0)
                  FROM (SELECT site, client, status, old_fingerprint, fingerprint
                          FROM resealed
                         WHERE fingerprint <> old_fingerprint
                           AND status IN ('APPROVED', 'REJECTED')) r
                 CROSS JOIN LATERAL (VALUES (r.old_fingerprint, -1), (r.fingerprint, 1)) AS m (fingerprint, sign)
                 GROUP BY m.fingerprint, r.site, r.client
                 ORDER BY m.fingerprint, r.site, r.client
                    ON CONFLICT (email_fingerprint, site, client)
                    DO UPDATE SET approved = stats.approved + EXCLUDED.approved,
                                  rejected = stats.rejected + EXCLUDED.rejected
            )
            SELECT count(*)
              FROM resealed
            """)
    long reseal(String comments);

    /**
     * Replaces the digests that are still the old ones.
     *
     * @param comments a JSON array of {@link ResealedDigest}; each id once
     * @return the number of changed comments
     */
    @Query("""
            WITH proposed AS (
                SELECT *
                  FROM json_to_recordset(CAST(:comments AS json))
                    AS item (id uuid, old_digest bytea, digest bytea)
            ), unchanged AS (
                SELECT c.id, p.digest
                  FROM comment c
                  JOIN proposed p ON p.id = c.id AND p.old_digest = c.digest
                 ORDER BY c.id
                   FOR NO KEY UPDATE OF c
            ), resealed AS (
                UPDATE comment c
                   SET digest = u.digest
                  FROM unchanged u
                 WHERE c.id = u.id
                RETURNING 1
            )
            SELECT count(*)
              FROM resealed
            """)
    long resealDigests(String comments);

    /**
     * Deletes statistics that have become empty, in the order in which the deciding statement locks them.
     *
     * @return the number of deleted rows
     */
    @Query("""
            WITH empty AS (
                SELECT email_fingerprint, site, client
                  FROM author_stats
                 WHERE email_fingerprint = ANY (CAST(:fingerprints AS bytea[]))
                   AND approved = 0
                   AND rejected = 0
                 ORDER BY email_fingerprint, site, client
                   FOR UPDATE
            ), deleted AS (
                DELETE FROM author_stats s
                 USING empty e
                 WHERE s.email_fingerprint = e.email_fingerprint
                   AND s.site = e.site
                   AND s.client = e.client
                RETURNING 1
            )
            SELECT count(*)
              FROM deleted
            """)
    long deleteEmptyStats(String[] fingerprints);

    /**
     * Replaces the sealed receipts that are still the old ones.
     *
     * @param receipts a JSON array of {@link ResealedReceipt}; each key once
     * @return the number of changed rows
     */
    @Query("""
            WITH proposed AS (
                SELECT *
                  FROM json_to_recordset(CAST(:receipts AS json))
                    AS item (site text, key bytea, old_sealed bytea, sealed bytea)
            ), unchanged AS (
                SELECT k.site, k.key, p.sealed
                  FROM idempotency_key k
                  JOIN proposed p ON p.site = k.site AND p.key = k.key AND p.old_sealed = k.receipt_sealed
                 ORDER BY k.site, k.key
                   FOR NO KEY UPDATE OF k
            ), resealed AS (
                UPDATE idempotency_key k
                   SET receipt_sealed = u.sealed
                  FROM unchanged u
                 WHERE k.site = u.site
                   AND k.key = u.key
                RETURNING 1
            )
            SELECT count(*)
              FROM resealed
            """)
    long resealReceipts(String receipts);

    /** Whether an idempotency key that is still valid was stored until an instant. */
    @Query("""
            SELECT EXISTS (SELECT
                             FROM idempotency_key
                            WHERE expires_at > :now
                              AND submitted_at <= :until)
            """)
    boolean hasIdempotencyKeys(Instant until, Instant now);

    // Micronaut Data does not see JSpecify's @Nullable on an array.
    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // never compared by its components
    record CommentRow(
            UUID id,
            @jakarta.annotation.Nullable byte @Nullable [] emailSealed,
            @jakarta.annotation.Nullable byte @Nullable [] emailFingerprint,
            boolean hasDigest) {}

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // never compared by its components
    record ReceiptRow(String site, byte[] key, UUID commentId, byte[] receiptSealed) {}

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // never compared by its components
    record TextRow(
            UUID id,
            String site,
            String article,
            @Nullable UUID parentId,
            @Nullable String body,
            @jakarta.annotation.Nullable byte @Nullable [] digest) {}

    /** Values of a comment in PostgreSQL's hex format. */
    @Introspected
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ResealedComment(
            UUID id,
            String oldSealed,
            String oldFingerprint,
            String sealed,
            String fingerprint,
            @Nullable String digest) {}

    /** The digest of a comment in PostgreSQL's hex format. */
    @Introspected
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ResealedDigest(
            UUID id, String oldDigest, @Nullable String digest) {}

    /** Values of an idempotency key in PostgreSQL's hex format. */
    @Introspected
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record ResealedReceipt(String site, String key, String oldSealed, String sealed) {}
}
