package mizan.comment;

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

@JdbcRepository(dialect = Dialect.POSTGRES)
interface CommentInsertRepository extends GenericRepository<CommentInsertRepository.Row, UUID> {

    /**
     * Inserts comments where possible; the {@link InsertResult} of each says whether. Writes the article if it is new, the
     * comment, its lexemes, the rejection if it is rejected at once, and the idempotency key if there is one.
     *
     * <p>Rows are written in the order of their keys, so that two statements cannot deadlock. Parents, articles and keys
     * are looked up one by one: a join would be planned for whole tables.
     *
     * @param comments a JSON array of {@link CommentInsertRow}; each id and each (site, key) at most once
     * @return one row for each comment
     */
    @Query("""
            WITH proposed AS MATERIALIZED (
                SELECT n.*,
                       (SELECT p.root_id
                          FROM approved_comment p
                         WHERE p.id = n.parent_id
                           AND p.site = n.site
                           AND p.article = n.article) AS parent_root_id,
                       (SELECT a.closed FROM article a WHERE a.site = n.site AND a.key = n.article) AS closed,
                       (SELECT k.comment_id FROM idempotency_key k WHERE k.site = n.site AND k.key = n.key) AS key_comment_id
                  FROM json_to_recordset(CAST(:comments AS json))
                    AS n (id uuid, site text, article text, article_url text, article_title text, parent_id uuid,
                          name text, body text, email_sealed bytea, email_fingerprint bytea, digest bytea,
                          receipt_hash bytea, submitted_at timestamptz, status text, version integer,
                          decided_at timestamptz, verdict text, reason text, lexemes text, key text,
                          content_digest bytea, receipt_sealed bytea)
            ), insertable AS (
                SELECT *
                  FROM proposed
                 WHERE (parent_id IS NULL OR parent_root_id IS NOT NULL)
                   AND closed IS NOT TRUE
                   AND key_comment_id IS NULL
            ), new_article AS (
                INSERT INTO article (site, key, url, title)
                SELECT DISTINCT ON (site, article) site, article, article_url, article_title
                  FROM insertable
                 WHERE closed IS NULL
                 ORDER BY site, article
                    ON CONFLICT (site, key) DO NOTHING
            ), inserted AS (
                INSERT INTO comment (
                       id, site, article, parent_id, root_id, name, body, email_sealed, email_fingerprint, digest,
                       receipt_hash, status, version, submitted_at, decided_at)
                SELECT id, site, article, parent_id, coalesce(parent_root_id, id), name, body, email_sealed,
                       email_fingerprint, digest, receipt_hash, status, version, submitted_at, decided_at
                  FROM insertable
                 ORDER BY digest
                    ON CONFLICT ON CONSTRAINT comment_digest_key DO NOTHING
                RETURNING id
            ), stored AS (
                SELECT *
                  FROM insertable
                 WHERE id IN (SELECT id FROM inserted)
            ), indexed AS (
                INSERT INTO comment_search (comment_id, lexemes)
                SELECT id, CAST(lexemes AS tsvector)
                  FROM stored
            ), rejected AS (
                INSERT INTO decision (comment_id, version, verdict, reason, decided_at, site)
                SELECT id, version, verdict, reason, decided_at, site
                  FROM stored
                 WHERE verdict IS NOT NULL
            ), counted AS (
                INSERT INTO author_stats AS stats (email_fingerprint, site, approved, rejected)
                SELECT email_fingerprint, site, 0, count(*)
                  FROM stored
                 WHERE verdict IS NOT NULL
                 GROUP BY email_fingerprint, site
                 ORDER BY email_fingerprint, site
                    ON CONFLICT (email_fingerprint, site)
                    DO UPDATE SET rejected = stats.rejected + EXCLUDED.rejected
            ), remembered AS (
                INSERT INTO idempotency_key (site, key, content_digest, comment_id, receipt_sealed, submitted_at)
                SELECT site, key, content_digest, id, receipt_sealed, submitted_at
                  FROM stored
                 WHERE key IS NOT NULL
                 ORDER BY site, key
            )
            SELECT p.id,
                   CASE
                       WHEN i.id IS NOT NULL THEN 'INSERTED'
                       WHEN p.key_comment_id IS NOT NULL THEN 'KEY_USED'
                       WHEN p.closed THEN 'CLOSED'
                       WHEN p.parent_id IS NOT NULL AND p.parent_root_id IS NULL THEN 'NO_SUCH_PARENT'
                       ELSE 'DUPLICATE'
                   END AS result,
                   k.content_digest AS key_content_digest, k.comment_id AS key_comment_id,
                   k.receipt_sealed AS key_receipt_sealed, k.submitted_at AS key_submitted_at
              FROM proposed p
              LEFT JOIN inserted i ON i.id = p.id
              LEFT JOIN idempotency_key k ON k.site = p.site AND k.key = p.key AND p.key_comment_id IS NOT NULL
            """)
    List<Row> insert(String comments);

    /**
     * The result for one comment. It is an entity, because Micronaut Data reads only entities from a statement that writes.
     *
     * @param keyCommentId the comment that was stored under the idempotency key before; null, like the other values of the
     *     key, unless the result is {@link InsertResult#KEY_USED}
     */
    @MappedEntity
    @SuppressWarnings("ArrayRecordComponent") // never compared
    // Micronaut Data does not see JSpecify's @Nullable on an array.
    record Row(
            @Id UUID id,
            InsertResult result,
            @jakarta.annotation.Nullable byte @Nullable [] keyContentDigest,
            @Nullable UUID keyCommentId,
            @jakarta.annotation.Nullable byte @Nullable [] keyReceiptSealed,
            @Nullable Instant keySubmittedAt) {}
}
