package mizan.privacy.notice;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import mizan.comment.RejectionReason;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface NoticeReceiptRepository extends GenericRepository<NoticeReceiptRepository.Entity, UUID> {

    /** The notice with this receipt, or with that of an earlier one that it has replaced. */
    @Query("""
            SELECT n.id, n.site, n.comment_id, c.article, n.explanation, n.noticed_at,
                   CASE
                       WHEN c.status = 'PENDING' OR (c.status = 'APPROVED' AND c.version = n.comment_version) THEN 'PENDING'
                       WHEN c.status = 'APPROVED' THEN 'KEPT'
                       WHEN c.status = 'REJECTED' THEN 'REMOVED'
                       ELSE 'WITHDRAWN'
                   END AS status,
                   CASE WHEN c.version > n.comment_version THEN c.decided_at END AS decided_at, d.reason
              FROM notice n
              JOIN comment c ON c.id = n.comment_id
              LEFT JOIN decision d ON d.comment_id = c.id AND d.version = c.version AND c.status = 'REJECTED'
             WHERE n.id = coalesce((SELECT own.id FROM notice own WHERE own.receipt_hash = :receiptHash),
                                   (SELECT r.notice_id FROM notice_receipt r WHERE r.receipt_hash = :receiptHash))
            """)
    Optional<Row> find(byte[] receiptHash);

    /** A notice, its comment, and the decision about it. */
    @Introspected
    record Row(
            UUID id,
            String site,
            UUID commentId,
            String article,
            String explanation,
            Instant noticedAt,
            NoticeStatus status,
            @Nullable Instant decidedAt,
            @Nullable RejectionReason reason) {}

    /** An entity, because a repository needs one. */
    @MappedEntity("notice")
    record Entity(@Id UUID id) {}
}
