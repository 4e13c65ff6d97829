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

/** Reads the current state of comments, and the decisions of a batch. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface CommentStateRepository extends GenericRepository<CommentStateRepository.StateRow, UUID> {

    @Query("""
            SELECT c.id, c.site, c.status, c.version, d.verdict, d.reason, d.moderator AS decided_by,
                   d.decided_at AS decision_at, d.batch_id, c.claimed_by, c.claimed_until
              FROM comment c
              LEFT JOIN decision d ON d.comment_id = c.id AND d.version = c.version
             WHERE c.id = ANY (CAST(:ids AS uuid[]))
               AND c.status <> 'WITHDRAWN'
            """)
    List<StateRow> find(String[] ids);

    /** The decisions of a batch by comment and version, each with the decision before it, if there is one. */
    @Query("""
            SELECT d.comment_id, d.version, d.verdict, d.moderator,
                   previous.verdict AS previous_verdict, previous.reason AS previous_reason, previous.note AS previous_note,
                   previous.legal_ground AS previous_legal_ground
              FROM decision d
              LEFT JOIN decision previous ON previous.comment_id = d.comment_id AND previous.version = d.version - 1
             WHERE d.batch_id = :batch
             ORDER BY d.comment_id, d.version
            """)
    List<BatchRow> batch(UUID batch);

    /** The current state of a comment, with the decision that produced this version. */
    @Introspected
    record StateRow(
            UUID id,
            String site,
            CommentStatus status,
            int version,
            @Nullable Verdict verdict,
            @Nullable RejectionReason reason,
            @Nullable String decidedBy,
            @Nullable Instant decisionAt,
            @Nullable UUID batchId,
            @Nullable String claimedBy,
            @Nullable Instant claimedUntil) {}

    @Introspected
    record BatchRow(
            UUID commentId,
            int version,
            Verdict verdict,
            @Nullable String moderator,
            @Nullable Verdict previousVerdict,
            @Nullable RejectionReason previousReason,
            @Nullable String previousNote,
            @Nullable String previousLegalGround) {}
}
