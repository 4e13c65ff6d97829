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
interface WithdrawalRepository extends GenericRepository<WithdrawalRepository.Row, UUID> {

    /** Keeps of a comment its empty place only, and of its author nothing that was kept for this comment alone. */
    @Query("""
            WITH standing AS (
                SELECT id, site, article, status, email_fingerprint
                  FROM comment
                 WHERE receipt_hash = :receiptHash
                   FOR UPDATE
            ), withdrawn AS (
                UPDATE comment c
                   SET status = 'WITHDRAWN',
                       version = c.version + 1,
                       decided_at = :at,
                       name = NULL,
                       body = NULL,
                       email_sealed = NULL,
                       email_fingerprint = NULL,
                       digest = NULL,
                       receipt_hash = NULL,
                       claimed_by = NULL,
                       claimed_until = NULL
                  FROM standing s
                 WHERE c.id = s.id
                RETURNING c.id, c.version, s.site, s.article, s.status, s.email_fingerprint
            ), unfindable AS (
                DELETE FROM comment_search
                 USING withdrawn
                 WHERE comment_id = withdrawn.id
            ), counted AS (
                UPDATE author_record known
                   SET approved = known.approved - CASE WHEN w.status = 'APPROVED' THEN 1 ELSE 0 END,
                       rejected = known.rejected - CASE WHEN w.status = 'REJECTED' THEN 1 ELSE 0 END
                  FROM withdrawn w
                 WHERE known.email_fingerprint = w.email_fingerprint
                   AND known.site = w.site
            )
            SELECT id, version, site, article, email_fingerprint
              FROM withdrawn
            """)
    List<Row> withdraw(byte[] receiptHash, Instant at);

    /** A person of whom no comment is left on a site is not remembered there. */
    @Query("""
            WITH forgotten AS (
                DELETE FROM author_record
                 WHERE email_fingerprint = :emailFingerprint
                   AND site = :site
                   AND approved = 0
                   AND rejected = 0
                   AND NOT EXISTS (SELECT FROM comment c
                                    WHERE c.email_fingerprint = :emailFingerprint
                                      AND c.site = :site
                                      AND c.status = 'PENDING')
                RETURNING 1
            )
            SELECT count(*)
              FROM forgotten
            """)
    long forgetAuthor(byte[] emailFingerprint, String site);

    /** A comment that was withdrawn, with what its author was known by. */
    @MappedEntity
    @SuppressWarnings("ArrayRecordComponent") // a row
    record Row(@Id UUID id, int version, String site, String article, byte @Nullable [] emailFingerprint) {}
}
