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
import mizan.comment.article.ClosedReason;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface CommentInsertRepository extends GenericRepository<CommentInsertRepository.Row, UUID> {

    /**
     * Inserts comments where possible; the {@link InsertResult} of each says whether. Writes the keys under which the
     * response is repeated, the article if it is new, the comment, its lexemes, and the rejection with its audit entry if it is
     * rejected at once: by the caller, or because its author or client is blocked, which is the finding {@code blocked}. A
     * comment whose text exists already under its article and parent gets the finding {@code duplicate}. The findings about
     * the author depend on the comments that were sent from the same client only, so that they tell nothing about an address.
     *
     * <p>Rows are written in the order of their keys, so that two statements cannot deadlock. Parents, articles, keys, blocks
     * and duplicates are looked up one by one: a join would be planned for whole tables. The key of the repeated text is
     * written before the comment: a comment with the same one that another statement has just inserted is a collision.
     *
     * <p>During a key rotation a comment has several keys, and another statement may just have inserted some of them. Such a
     * comment is {@link InsertResult#PARTLY_RESERVED}, and the caller must roll back.
     *
     * @param comments a JSON array of {@link CommentInsertRow}; each id and each key at most once
     * @return one row for each comment
     */
    @Query("""
            WITH proposed AS MATERIALIZED (
                SELECT n.*,
                       (SELECT TRUE
                          FROM block b
                         WHERE b.site = n.site
                           AND b.subject = ANY (n.block_subjects)
                           AND (b.until > n.submitted_at OR b.until IS NULL)
                         LIMIT 1) AS blocked,
                       (SELECT p.root_id
                          FROM approved_comment p
                         WHERE p.id = n.parent_id
                           AND p.site = n.site
                           AND p.article = n.article) AS parent_root_id,
                       known.comments IS NULL AS is_new_article,
                       CASE
                           WHEN known.comments <> 'OPEN' THEN 'BY_HAND'
                           WHEN NOT known.site_rules THEN NULL
                           WHEN known.known_at <= n.known_before
                             OR (n.first_before IS NOT NULL
                                 AND EXISTS (SELECT
                                               FROM approved_comment f
                                              WHERE f.site = n.site
                                                AND f.article = n.article
                                                AND f.root_id < n.first_before)) THEN 'AGE'
                           WHEN n.max_comments IS NOT NULL
                            AND EXISTS (SELECT
                                          FROM approved_comment f
                                         WHERE f.site = n.site
                                           AND f.article = n.article
                                        OFFSET n.max_comments - 1) THEN 'COUNT'
                           WHEN n.outside_hours THEN 'HOURS'
                       END AS closed,
                       used.comment_id AS used_comment_id, used.content_digest AS used_content_digest,
                       used.receipt_sealed AS used_receipt_sealed, used.submitted_at AS used_submitted_at
                  FROM json_to_recordset(CAST(:comments AS json))
                    AS n (id uuid, site text, article text, article_url text, article_title text, parent_id uuid,
                          name text, body text, email_sealed bytea, email_fingerprint bytea, client bytea, digests bytea[],
                          receipt_hash bytea, submitted_at timestamptz, reason text, block_subjects bytea[],
                          outside_hours boolean, known_before timestamptz, first_before uuid, max_comments integer,
                          lexemes text, receipt_sealed bytea, repeat_keys bytea[], repeated_until timestamptz,
                          keys bytea[], content_digests bytea[], key_expires_at timestamptz, findings text,
                          duplicate_weight integer, author_record_weight integer, first_comment_weight integer)
                  LEFT JOIN LATERAL (
                       SELECT a.comments, a.site_rules, a.known_at
                         FROM article a
                        WHERE a.site = n.site
                          AND a.key = n.article
                        LIMIT 1) known ON true
                  LEFT JOIN LATERAL (
                       SELECT k.comment_id, k.content_digest, k.receipt_sealed, k.submitted_at
                         FROM idempotency_key k
                        WHERE k.site = n.site
                          AND k.key = ANY (n.keys || n.repeat_keys)
                          AND (k.content_digest IS NOT NULL OR k.expires_at > n.submitted_at)
                        ORDER BY k.content_digest IS NULL -- the client's own key first
                        LIMIT 1) used ON true
            ), insertable AS (
                SELECT *, coalesce(reason, CASE WHEN blocked THEN 'OTHER' END) AS rejection
                  FROM proposed
                 WHERE (parent_id IS NULL OR parent_root_id IS NOT NULL)
                   AND closed IS NULL
                   AND used_comment_id IS NULL
            ), reserved AS (
                INSERT INTO idempotency_key AS k (site, key, comment_id, receipt_sealed, submitted_at, expires_at)
                SELECT site, repeat_key, id, receipt_sealed, submitted_at, repeated_until
                  FROM insertable
                 CROSS JOIN LATERAL unnest(repeat_keys) AS repeat_key
                 ORDER BY site, repeat_key
                    ON CONFLICT (site, key)
                    DO UPDATE SET comment_id = EXCLUDED.comment_id,
                                  receipt_sealed = EXCLUDED.receipt_sealed,
                                  submitted_at = EXCLUDED.submitted_at,
                                  expires_at = EXCLUDED.expires_at
                            WHERE k.expires_at <= EXCLUDED.submitted_at
                RETURNING comment_id
            ), new_article AS (
                INSERT INTO article (site, key, known_at)
                SELECT site, article, min(submitted_at)
                  FROM insertable
                 WHERE is_new_article
                 GROUP BY site, article
                 ORDER BY site, article
                    ON CONFLICT (site, key) DO NOTHING
            ), screened AS (
                SELECT i.*,
                       CASE
                           WHEN duplicate_weight IS NOT NULL
                            AND (row_number() OVER (PARTITION BY digests[1] ORDER BY id) > 1
                                 OR (SELECT e.id FROM comment e WHERE e.digest = ANY (i.digests) LIMIT 1) IS NOT NULL)
                           THEN jsonb_build_array(jsonb_build_object('rule', 'duplicate', 'weight', duplicate_weight))
                           ELSE '[]'
                       END AS duplicate,
                       CASE
                           WHEN author_record_weight IS NOT NULL AND author.rejected > author.approved
                           THEN jsonb_build_array(jsonb_build_object(
                                    'rule', 'author-record', 'weight', author_record_weight,
                                    'detail', concat(author.rejected, ' / ', author.rejected + author.approved)))
                           WHEN first_comment_weight IS NOT NULL AND coalesce(author.approved, 0) = 0
                           THEN jsonb_build_array(jsonb_build_object(
                                    'rule', 'first-comment', 'weight', first_comment_weight))
                           ELSE '[]'
                       END AS author_findings
                  FROM insertable i
                  LEFT JOIN LATERAL (
                       SELECT s.approved, s.rejected
                         FROM author_stats s
                        WHERE (i.author_record_weight IS NOT NULL OR i.first_comment_weight IS NOT NULL)
                          AND s.email_fingerprint = i.email_fingerprint
                          AND s.site = i.site
                          AND s.client = i.client
                        LIMIT 1) author ON true
                 WHERE id IN (SELECT comment_id FROM reserved)
            ), found AS (
                SELECT *,
                       CASE WHEN blocked THEN jsonb '[{"rule": "blocked"}]' ELSE jsonb '[]' END
                       || CAST(findings AS jsonb) || duplicate || author_findings AS all_findings
                  FROM screened
            ), inserted AS (
                INSERT INTO comment (
                       id, site, article, parent_id, root_id, name, body, email_sealed, email_fingerprint, client, digest,
                       receipt_hash, status, version, submitted_at, decided_at, article_url, article_title, findings,
                       score)
                SELECT id, site, article, parent_id, coalesce(parent_root_id, id), name, body, email_sealed,
                       email_fingerprint, client, digests[1], receipt_hash,
                       CASE WHEN rejection IS NULL THEN 'PENDING' ELSE 'REJECTED' END,
                       CASE WHEN rejection IS NULL THEN 0 ELSE 1 END, submitted_at,
                       CASE WHEN rejection IS NOT NULL THEN submitted_at END, article_url, article_title,
                       nullif(all_findings, '[]'),
                       (SELECT coalesce(sum(CAST(finding ->> 'weight' AS integer)), 0)
                          FROM jsonb_array_elements(all_findings) AS finding)
                  FROM found
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
                INSERT INTO decision (comment_id, version, verdict, reason, decided_at, site, automated_detection)
                SELECT id, 1, 'REJECT', rejection, submitted_at, site, TRUE
                  FROM stored
                 WHERE rejection IS NOT NULL
            ), audited AS (
                INSERT INTO audit_entry (at, action, comment_id, detail)
                SELECT submitted_at, 'COMMENT_REJECTED', id, rejection
                  FROM stored
                 WHERE rejection IS NOT NULL
                 ORDER BY id
            ), counted AS (
                INSERT INTO author_stats AS stats (email_fingerprint, site, client, approved, rejected)
                SELECT email_fingerprint, site, client, 0, count(*)
                  FROM stored
                 WHERE rejection IS NOT NULL
                 GROUP BY email_fingerprint, site, client
                 ORDER BY email_fingerprint, site, client
                    ON CONFLICT (email_fingerprint, site, client)
                    DO UPDATE SET rejected = stats.rejected + EXCLUDED.rejected
            ), remembered AS (
                INSERT INTO idempotency_key (
                       site, key, content_digest, comment_id, receipt_sealed, submitted_at, expires_at)
                SELECT site, key, content_digest, id, receipt_sealed, submitted_at, key_expires_at
                  FROM stored
                 CROSS JOIN LATERAL unnest(keys, content_digests) AS remembered (key, content_digest)
                 UNION ALL
                SELECT site, key, content_digest, used_comment_id, used_receipt_sealed, used_submitted_at, key_expires_at
                  FROM proposed
                 CROSS JOIN LATERAL unnest(keys, content_digests) AS remembered (key, content_digest)
                 WHERE used_comment_id IS NOT NULL
                   AND used_content_digest IS NULL
                 ORDER BY site, key
            )
            SELECT p.id,
                   CASE
                       WHEN cardinality(p.repeat_keys) > 1
                        AND (SELECT count(*) FROM reserved r WHERE r.comment_id = p.id)
                            BETWEEN 1 AND cardinality(p.repeat_keys) - 1 THEN 'PARTLY_RESERVED'
                       WHEN i.id IS NOT NULL AND p.blocked AND p.reason IS NULL THEN 'BLOCKED'
                       WHEN i.id IS NOT NULL THEN 'INSERTED'
                       WHEN p.used_comment_id IS NOT NULL THEN 'KEY_USED'
                       WHEN p.closed IS NOT NULL THEN 'CLOSED'
                       WHEN p.parent_id IS NOT NULL AND p.parent_root_id IS NULL THEN 'NO_SUCH_PARENT'
                       ELSE 'COLLIDED'
                   END AS result, p.closed,
                   p.used_content_digest, p.used_comment_id, p.used_receipt_sealed, p.used_submitted_at
              FROM proposed p
              LEFT JOIN inserted i ON i.id = p.id
            """)
    List<Row> insert(String comments);

    /**
     * The result for one comment. It is an entity, because Micronaut Data reads only entities from a statement that writes.
     *
     * @param closed why the article takes no comments; null if it does
     * @param usedCommentId the comment that was stored under one of the keys before; null, like its other values, unless
     *     the result is {@link InsertResult#KEY_USED}
     * @param usedContentDigest null if the key is itself a digest of the content
     */
    @MappedEntity
    @SuppressWarnings("ArrayRecordComponent") // never compared
    // Micronaut Data does not see JSpecify's @Nullable on an array.
    record Row(
            @Id UUID id,
            InsertResult result,
            @Nullable ClosedReason closed,
            @jakarta.annotation.Nullable byte @Nullable [] usedContentDigest,
            @Nullable UUID usedCommentId,
            @jakarta.annotation.Nullable byte @Nullable [] usedReceiptSealed,
            @Nullable Instant usedSubmittedAt) {}
}
