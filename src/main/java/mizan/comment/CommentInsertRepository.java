package mizan.comment;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface CommentInsertRepository extends GenericRepository<CommentInsertRepository.Row, UUID> {

    /**
     * Of each comment, unless something stands in its way: the article if it is new, the comment, the words it is found
     * by, its refusal if it is refused at once, and the key if there is one. Rows are written in an order that is the
     * same for all, so that two statements never wait for each other. What is looked at is looked up one by one: a join
     * would be planned for a whole table.
     *
     * @param ids each once; the other arrays have an element for each of them
     * @param reasons null for a comment that waits
     * @param keys null for none, else each once; then what belongs to it is not looked at
     * @return which were added
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
                       (SELECT k.comment_id FROM idempotency_key k WHERE k.site = n.site AND k.key = n.key) AS answered_by
                  FROM unnest(CAST(:ids AS uuid[]), CAST(:sites AS text[]), CAST(:articles AS text[]),
                              CAST(:articleUrls AS text[]), CAST(:articleTitles AS text[]), CAST(:parentIds AS uuid[]),
                              CAST(:names AS text[]), CAST(:bodies AS text[]), CAST(:emailsSealed AS bytea[]),
                              CAST(:emailFingerprints AS bytea[]), CAST(:digests AS bytea[]),
                              CAST(:receiptHashes AS bytea[]), CAST(:submittedAts AS timestamptz[]),
                              CAST(:words AS text[]), CAST(:reasons AS text[]), CAST(:keys AS text[]),
                              CAST(:contentDigests AS bytea[]), CAST(:receiptsSealed AS bytea[]))
                    AS n (id, site, article, article_url, article_title, parent_id, name, body, email_sealed,
                          email_fingerprint, digest, receipt_hash, submitted_at, words, reason, key, content_digest,
                          receipt_sealed)
            ), fitting AS (
                SELECT *
                  FROM proposed
                 WHERE (parent_id IS NULL OR parent_root_id IS NOT NULL)
                   AND closed IS NOT TRUE
                   AND answered_by IS NULL
            ), new_article AS (
                INSERT INTO article (site, key, url, title)
                SELECT DISTINCT ON (site, article) site, article, article_url, article_title
                  FROM fitting
                 WHERE closed IS NULL
                 ORDER BY site, article
                    ON CONFLICT (site, key) DO NOTHING
            ), added AS (
                INSERT INTO comment (
                       id, site, article, parent_id, root_id, name, body, email_sealed, email_fingerprint, digest,
                       receipt_hash, status, version, submitted_at, decided_at)
                SELECT id, site, article, parent_id, coalesce(parent_root_id, id), name, body, email_sealed,
                       email_fingerprint, digest, receipt_hash,
                       CASE WHEN reason IS NULL THEN 'PENDING' ELSE 'REJECTED' END,
                       CASE WHEN reason IS NULL THEN 0 ELSE 1 END,
                       submitted_at,
                       CASE WHEN reason IS NOT NULL THEN submitted_at END
                  FROM fitting
                 ORDER BY digest
                    ON CONFLICT ON CONSTRAINT comment_said_once DO NOTHING
                RETURNING id
            ), kept AS (
                SELECT *
                  FROM fitting
                 WHERE id IN (SELECT id FROM added)
            ), findable AS (
                INSERT INTO comment_search (comment_id, lexemes)
                SELECT id, CAST(words AS tsvector)
                  FROM kept
            ), refused AS (
                INSERT INTO decision (comment_id, version, verdict, reason, decided_at, site)
                SELECT id, 1, 'REJECT', reason, submitted_at, site
                  FROM kept
                 WHERE reason IS NOT NULL
            ), counted AS (
                INSERT INTO author_record AS known (email_fingerprint, site, approved, rejected)
                SELECT email_fingerprint, site, 0, count(*)
                  FROM kept
                 WHERE reason IS NOT NULL
                 GROUP BY email_fingerprint, site
                 ORDER BY email_fingerprint, site
                    ON CONFLICT (email_fingerprint, site)
                    DO UPDATE SET rejected = known.rejected + EXCLUDED.rejected
            ), remembered AS (
                INSERT INTO idempotency_key (site, key, content_digest, comment_id, receipt_sealed, submitted_at)
                SELECT site, key, content_digest, id, receipt_sealed, submitted_at
                  FROM kept
                 WHERE key IS NOT NULL
                 ORDER BY site, key
            )
            SELECT id
              FROM added
            """)
    List<UUID> add(
            @Nullable String[] ids,
            @Nullable String[] sites,
            @Nullable String[] articles,
            @Nullable String[] articleUrls,
            @Nullable String[] articleTitles,
            @Nullable String[] parentIds,
            @Nullable String[] names,
            @Nullable String[] bodies,
            @TypeDef(type = DataType.OBJECT) byte[] @Nullable [] emailsSealed,
            @TypeDef(type = DataType.OBJECT) byte[] @Nullable [] emailFingerprints,
            @TypeDef(type = DataType.OBJECT) byte[] @Nullable [] digests,
            @TypeDef(type = DataType.OBJECT) byte[] @Nullable [] receiptHashes,
            @Nullable String[] submittedAts,
            @Nullable String[] words,
            @Nullable String[] reasons,
            @Nullable String[] keys,
            @TypeDef(type = DataType.OBJECT) byte[] @Nullable [] contentDigests,
            @TypeDef(type = DataType.OBJECT) byte[] @Nullable [] receiptsSealed);

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

    @Introspected
    record Row(UUID id) {}

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // a row
    record KeyRow(byte[] contentDigest, UUID commentId, byte[] receiptSealed, Instant submittedAt) {}
}
