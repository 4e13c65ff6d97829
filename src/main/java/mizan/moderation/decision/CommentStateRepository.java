package mizan.moderation.decision;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mizan.comment.CommentStatus;
import mizan.comment.RejectionReason;
import mizan.comment.Verdict;
import org.jspecify.annotations.Nullable;

/** How comments stand, and what was decided together. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CommentStateRepository extends GenericRepository<CommentStateRepository.StandingRow, UUID> {

    @Query("""
            SELECT c.id, c.site, c.status, c.version, d.verdict, d.reason, d.moderator AS decided_by,
                   d.decided_at AS decision_at, d.batch_id
              FROM comment c
              LEFT JOIN decision d ON d.comment_id = c.id AND d.version = c.version
             WHERE c.id = ANY (CAST(:ids AS uuid[]))
               AND c.status <> 'WITHDRAWN'
            """)
    List<StandingRow> find(String[] ids);

    /** A batch's decisions in the order of their comments, each with the one that it took back, if it took one back. */
    @Query("""
            SELECT d.comment_id, d.version, d.verdict, d.moderator,
                   before.verdict AS before_verdict, before.reason AS before_reason, before.note AS before_note
              FROM decision d
              LEFT JOIN decision before ON before.comment_id = d.comment_id AND before.version = d.version - 1
             WHERE d.batch_id = :batch
             ORDER BY d.comment_id
            """)
    List<BatchRow> batch(UUID batch);

    /** A comment as it stands, with the decision that made this version. */
    @Introspected
    record StandingRow(
            UUID id,
            String site,
            CommentStatus status,
            int version,
            @Nullable Verdict verdict,
            @Nullable RejectionReason reason,
            @Nullable String decidedBy,
            @Nullable Instant decisionAt,
            @Nullable UUID batchId) {}

    @Introspected
    record BatchRow(
            UUID commentId,
            int version,
            Verdict verdict,
            @Nullable String moderator,
            @Nullable Verdict beforeVerdict,
            @Nullable RejectionReason beforeReason,
            @Nullable String beforeNote) {}
}
