package mizan.comment.notice;

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

@JdbcRepository(dialect = Dialect.POSTGRES)
interface NoticeRepository extends GenericRepository<NoticeRepository.Row, UUID> {

    /**
     * Stores a notice, if its comment is published.
     *
     * @param notice the JSON of a {@link NewNotice}
     * @return the number of stored notices
     */
    @Query("""
            WITH stored AS (
                INSERT INTO notice (
                       id, comment_id, site, comment_version, client, child_sexual_abuse, explanation, name, email_sealed,
                       email_fingerprint, receipt_hash, noticed_at)
                SELECT n.id, c.id, c.site, c.version, n.client, n.child_sexual_abuse, n.explanation, n.name, n.email_sealed,
                       n.email_fingerprint, n.receipt_hash, n.noticed_at
                  FROM json_to_record(CAST(:notice AS json))
                    AS n (id uuid, comment_id uuid, site text, client bytea, child_sexual_abuse boolean, explanation text,
                          name text, email_sealed bytea, email_fingerprint bytea, receipt_hash bytea,
                          noticed_at timestamptz)
                  JOIN comment c ON c.id = n.comment_id AND c.site = n.site AND c.status = 'APPROVED'
                 WHERE NOT EXISTS (SELECT
                                     FROM article a
                                    WHERE a.site = c.site
                                      AND a.key = c.article
                                      AND a.comments = 'HIDDEN')
                RETURNING 1
            )
            SELECT count(*)
              FROM stored
            """)
    long insert(String notice);

    /**
     * Lets the receipts of the notices that a notice replaces lead to it: of earlier open ones about the same comment with the
     * same address, from the same client.
     *
     * @return the number of notices that are replaced
     */
    @Query("""
            WITH replaced AS (
                SELECT earlier.id, earlier.receipt_hash
                  FROM notice n
                  JOIN notice earlier ON earlier.comment_id = n.comment_id
                 WHERE n.id = :id
                   AND earlier.id <> n.id
                   AND earlier.comment_version = n.comment_version
                   AND earlier.client = n.client
                   AND earlier.email_fingerprint = n.email_fingerprint
            ), moved AS (
                UPDATE notice_receipt r
                   SET notice_id = CAST(:id AS uuid)
                  FROM replaced
                 WHERE r.notice_id = replaced.id
            ), kept AS (
                INSERT INTO notice_receipt (receipt_hash, notice_id)
                SELECT receipt_hash, CAST(:id AS uuid)
                  FROM replaced
                RETURNING 1
            )
            SELECT count(*)
              FROM kept
            """)
    long keepReceipts(UUID id);

    /** Deletes earlier open notices about the same comment with the same address, from the same client. */
    @Query("""
            DELETE FROM notice earlier
             USING notice n
             WHERE n.id = :id
               AND earlier.id <> n.id
               AND earlier.comment_id = n.comment_id
               AND earlier.comment_version = n.comment_version
               AND earlier.client = n.client
               AND earlier.email_fingerprint = n.email_fingerprint
            """)
    void deleteReplaced(UUID id);

    /** @param fingerprints in PostgreSQL's hex format */
    @Query("""
            SELECT id, site, comment_id, name, email_sealed, explanation, child_sexual_abuse, client <> '' AS has_client,
                   noticed_at
              FROM notice
             WHERE email_fingerprint = ANY (CAST(:fingerprints AS bytea[]))
               AND explanation IS NOT NULL
             ORDER BY id
            """)
    List<StoredNotice> ofNotifier(String[] fingerprints);

    @Query("""
            SELECT id, site, comment_id, name, email_sealed, explanation, child_sexual_abuse, client <> '' AS has_client,
                   noticed_at
              FROM notice
             WHERE id = :id
               AND explanation IS NOT NULL
            """)
    Optional<StoredNotice> find(UUID id);

    /** Erases the notifier of notices, and returns their ids. */
    @Query("""
            WITH erased AS (
                UPDATE notice
                   SET explanation = NULL,
                       name = NULL,
                       email_sealed = NULL,
                       email_fingerprint = NULL,
                       receipt_hash = NULL,
                       client = ''
                 WHERE email_fingerprint = ANY (CAST(:fingerprints AS bytea[]))
                RETURNING id
            ), forgotten AS (
                DELETE FROM notice_receipt
                 WHERE notice_id IN (SELECT id FROM erased)
            )
            SELECT id
              FROM erased
             ORDER BY id
            """)
    List<Row> eraseByNotifier(String[] fingerprints);

    /** Deletes the receipts of earlier notices that lead to these. */
    @Query("""
            DELETE FROM notice_receipt
             WHERE notice_id = ANY (CAST(:ids AS uuid[]))
            """)
    void deleteReceipts(String[] ids);

    /** Erases the notifiers of these notices. */
    @Query("""
            UPDATE notice
               SET explanation = NULL,
                   name = NULL,
                   email_sealed = NULL,
                   email_fingerprint = NULL,
                   receipt_hash = NULL,
                   client = ''
             WHERE id = ANY (CAST(:ids AS uuid[]))
               AND explanation IS NOT NULL
            """)
    void eraseByIds(String[] ids);

    @Query("""
            SELECT count(*)
              FROM notice
             WHERE id = ANY (CAST(:ids AS uuid[]))
            """)
    long count(String[] ids);

    /** Erases what notices say about comments whose author is erased. */
    @Query("""
            UPDATE notice
               SET explanation = '[erased]'
             WHERE comment_id = ANY (CAST(:comments AS uuid[]))
               AND explanation IS NOT NULL
            """)
    void eraseExplanations(String[] comments);

    /** Deletes notices whose comment was decided on, or withdrawn, until an instant. */
    @Query("""
            WITH expired AS (
                SELECT n.id
                  FROM notice n
                  JOIN comment c ON c.id = n.comment_id
                 WHERE n.site = :site
                   AND n.noticed_at <= :until
                   AND n.comment_version < c.version
                   AND c.decided_at <= :until
                 ORDER BY n.noticed_at
                 LIMIT :limit
                   FOR UPDATE OF n SKIP LOCKED
            ), deleted AS (
                DELETE FROM notice n
                 USING expired e
                 WHERE n.id = e.id
                RETURNING 1
            )
            SELECT count(*)
              FROM deleted
            """)
    long deleteSettled(String site, Instant until, int limit);

    @Query("""
            WITH expired AS (
                SELECT id
                  FROM notice
                 WHERE site = :site
                   AND noticed_at <= :until
                   AND client <> ''
                 ORDER BY noticed_at
                 LIMIT :limit
                   FOR UPDATE SKIP LOCKED
            ), erased AS (
                UPDATE notice n
                   SET client = ''
                  FROM expired e
                 WHERE n.id = e.id
                RETURNING 1
            )
            SELECT count(*)
              FROM erased
            """)
    long eraseClients(String site, Instant until, int limit);

    /** The notices with an address after an id, in the order of their ids. */
    @Query("""
            SELECT id, email_sealed, email_fingerprint
              FROM notice
             WHERE id > :after
               AND email_sealed IS NOT NULL
             ORDER BY id
             LIMIT :limit
            """)
    List<SealedNotice> sealed(UUID after, int limit);

    /**
     * Replaces the values that are still the old ones.
     *
     * @param notices a JSON array of {@link Resealed}; each id once
     * @return the number of changed notices
     */
    @Query("""
            WITH proposed AS (
                SELECT *
                  FROM json_to_recordset(CAST(:notices AS json))
                    AS item (id uuid, old_sealed bytea, sealed bytea, fingerprint bytea)
            ), unchanged AS (
                SELECT n.id, p.sealed, p.fingerprint
                  FROM notice n
                  JOIN proposed p ON p.id = n.id AND p.old_sealed = n.email_sealed
                 ORDER BY n.id
                   FOR NO KEY UPDATE OF n
            ), resealed AS (
                UPDATE notice n
                   SET email_sealed = u.sealed,
                       email_fingerprint = u.fingerprint
                  FROM unchanged u
                 WHERE n.id = u.id
                RETURNING 1
            )
            SELECT count(*)
              FROM resealed
            """)
    long reseal(String notices);

    /** An entity, because only entities can be read from a statement that writes. */
    @MappedEntity("notice")
    record Row(@Id UUID id) {}

    /** Values of a notice in PostgreSQL's hex format. */
    @Introspected
    @JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
    record Resealed(UUID id, String oldSealed, String sealed, String fingerprint) {}
}
