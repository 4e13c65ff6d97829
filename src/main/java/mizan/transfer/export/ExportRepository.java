package mizan.transfer.export;

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

/** Reads a site in the order of an export: by the bytes of the article's key, so that no locale matters, then by id. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ExportRepository extends GenericRepository<ExportRepository.CommentRow, UUID> {

    @Query("""
            SELECT key, url, title, comments
              FROM article
             WHERE site = :site
               AND key COLLATE "C" > CAST(:afterKey AS text)
             ORDER BY key COLLATE "C"
             LIMIT :limit
            """)
    List<StoredArticle> articles(String site, String afterKey, int limit);

    /** The ids of the comments after a position. */
    @Query("""
            SELECT id
              FROM comment
             WHERE site = :site
               AND (article COLLATE "C", id) > (CAST(:afterArticle AS text), CAST(:afterId AS uuid))
             ORDER BY article COLLATE "C", id
             LIMIT :limit
            """)
    List<UUID> ids(String site, String afterArticle, UUID afterId, int limit);

    @Query("""
            SELECT id, article, parent_id, name, email_sealed, body, status, version, submitted_at, decided_at,
                   receipt_hash, CAST(findings AS text) AS findings
              FROM comment
             WHERE id = ANY (CAST(:ids AS uuid[]))
             ORDER BY article COLLATE "C", id
            """)
    List<CommentRow> comments(String[] ids);

    @Query("""
            SELECT comment_id, version, verdict, reason, note, legal_ground, moderator, decided_at, automated_detection
              FROM decision
             WHERE comment_id = ANY (CAST(:ids AS uuid[]))
             ORDER BY comment_id, version
            """)
    List<DecisionRow> decisions(String[] ids);

    /** A comment and those that it answers, directly or not; the top-level comment first. */
    @Query("""
              WITH RECURSIVE ancestor AS (
                SELECT id, parent_id, 0 AS distance
                  FROM comment
                 WHERE id = :id
                 UNION ALL
                SELECT c.id, c.parent_id, a.distance + 1
                  FROM ancestor a
                  JOIN comment c ON c.id = a.parent_id
              )
            SELECT id
              FROM ancestor
             ORDER BY distance DESC
            """)
    List<UUID> ancestors(UUID id);

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record CommentRow(
            UUID id,
            String article,
            @Nullable UUID parentId,
            @Nullable String name,
            // Micronaut Data does not see JSpecify's @Nullable on an array.
            @jakarta.annotation.Nullable byte @Nullable [] emailSealed,
            @Nullable String body,
            CommentStatus status,
            int version,
            Instant submittedAt,
            @Nullable Instant decidedAt,
            @jakarta.annotation.Nullable byte @Nullable [] receiptHash,
            @Nullable String findings) {}

    @Introspected
    record DecisionRow(
            UUID commentId,
            int version,
            Verdict verdict,
            @Nullable RejectionReason reason,
            @Nullable String note,
            @Nullable String legalGround,
            @Nullable String moderator,
            Instant decidedAt,
            boolean automatedDetection) {}
}
