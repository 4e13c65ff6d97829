package mizan.comment;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

// GenericRepository wants an entity; every statement here is written out, so any introspected record will do.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CommentRepository extends GenericRepository<CommentRepository.Row, UUID> {

    /**
     * One statement, one commit: the article if it is new, the comment, the words it is found by, its refusal if it is
     * refused at once, and the key if there is one.
     *
     * @param reason null for a comment that waits
     * @param key null for none; then what belongs to it is not looked at
     */
    @Query("""
            WITH new_article AS (
                INSERT INTO article (site, key, url, title)
                VALUES (:site, :article, :articleUrl, :articleTitle)
                    ON CONFLICT (site, key) DO NOTHING
            ), parent AS (
                SELECT id, root_id
                  FROM approved_comment
                 WHERE id = CAST(:parentId AS uuid)
                   AND site = :site
                   AND article = :article
            ), added AS (
                INSERT INTO comment (
                       id, site, article, parent_id, root_id, name, body, email_sealed, email_fingerprint, digest,
                       receipt_hash, status, version, submitted_at, decided_at)
                SELECT CAST(:id AS uuid), CAST(:site AS text), CAST(:article AS text),
                       CAST(:parentId AS uuid), coalesce((SELECT root_id FROM parent), CAST(:id AS uuid)),
                       CAST(:name AS text), CAST(:body AS text), CAST(:emailSealed AS bytea),
                       CAST(:emailFingerprint AS bytea), CAST(:digest AS bytea),
                       CAST(:receiptHash AS bytea),
                       CASE WHEN CAST(:reason AS text) IS NULL THEN 'PENDING' ELSE 'REJECTED' END,
                       CASE WHEN CAST(:reason AS text) IS NULL THEN 0 ELSE 1 END,
                       CAST(:submittedAt AS timestamptz),
                       CASE WHEN CAST(:reason AS text) IS NULL THEN NULL ELSE CAST(:submittedAt AS timestamptz) END
                 WHERE (CAST(:parentId AS uuid) IS NULL OR EXISTS (SELECT FROM parent))
                   AND NOT EXISTS (SELECT FROM article WHERE site = :site AND key = :article AND closed)
                   AND NOT EXISTS (SELECT FROM idempotency_key WHERE site = :site AND key = CAST(:key AS text))
                    ON CONFLICT ON CONSTRAINT comment_said_once DO NOTHING
                RETURNING id
            ), findable AS (
                INSERT INTO comment_search (comment_id, lexemes)
                SELECT id, CAST(:words AS tsvector)
                  FROM added
            ), refused AS (
                INSERT INTO decision (comment_id, version, verdict, reason, decided_at, site)
                SELECT id, 1, 'REJECT', CAST(:reason AS text), CAST(:submittedAt AS timestamptz), CAST(:site AS text)
                  FROM added
                 WHERE CAST(:reason AS text) IS NOT NULL
            ), counted AS (
                INSERT INTO author_record AS known (email_fingerprint, site, approved, rejected)
                SELECT CAST(:emailFingerprint AS bytea), CAST(:site AS text), 0, 1
                  FROM added
                 WHERE CAST(:reason AS text) IS NOT NULL
                    ON CONFLICT (email_fingerprint, site)
                    DO UPDATE SET rejected = known.rejected + 1
            ), remembered AS (
                INSERT INTO idempotency_key (site, key, content_digest, comment_id, receipt_sealed, submitted_at)
                SELECT CAST(:site AS text), CAST(:key AS text), CAST(:contentDigest AS bytea), id,
                       CAST(:receiptSealed AS bytea), CAST(:submittedAt AS timestamptz)
                  FROM added
                 WHERE CAST(:key AS text) IS NOT NULL
            )
            SELECT count(*)
              FROM added
            """)
    long add(
            UUID id,
            String site,
            String article,
            @Nullable String articleUrl,
            @Nullable String articleTitle,
            @Nullable UUID parentId,
            String name,
            String body,
            byte[] emailSealed,
            byte[] emailFingerprint,
            byte[] digest,
            byte[] receiptHash,
            Instant submittedAt,
            String words,
            @Nullable RejectionReason reason,
            @Nullable String key,
            byte[] contentDigest,
            byte[] receiptSealed);

    /** Why a comment could not be added; the first that holds is told. */
    @Query("""
            SELECT CASE
                       WHEN EXISTS (SELECT FROM article WHERE site = :site AND key = :article AND closed)
                       THEN 'CLOSED'
                       WHEN CAST(:parentId AS uuid) IS NOT NULL
                            AND NOT EXISTS (SELECT FROM approved_comment
                                             WHERE id = CAST(:parentId AS uuid)
                                               AND site = :site
                                               AND article = :article)
                       THEN 'NO_PARENT'
                       WHEN EXISTS (SELECT FROM comment WHERE digest = :digest)
                       THEN 'SAID'
                       ELSE 'NONE'
                   END
            """)
    String obstacle(String site, String article, @Nullable UUID parentId, byte[] digest);

    @Query("""
            SELECT content_digest, comment_id, receipt_sealed, submitted_at
              FROM idempotency_key
             WHERE site = :site
               AND key = :key
            """)
    Optional<KeyRow> findKey(String site, String key);

    @Query("""
            WITH swept AS (
                DELETE FROM idempotency_key
                 WHERE submitted_at < :before
                RETURNING 1
            )
            SELECT count(*)
              FROM swept
            """)
    long sweepKeys(Instant before);

    @Query("""
            SELECT c.id, c.status, c.submitted_at, c.decided_at, d.reason
              FROM comment c
              LEFT JOIN decision d ON d.comment_id = c.id AND d.version = c.version
             WHERE c.receipt_hash = :receiptHash
            """)
    Optional<Standing> standing(byte[] receiptHash);

    @Introspected
    record Row(long count) {}

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // a row
    record KeyRow(byte[] contentDigest, UUID commentId, byte[] receiptSealed, Instant submittedAt) {}
}
