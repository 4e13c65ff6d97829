package mizan.privacy;

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

/** Reads all data about an e-mail address. */
@JdbcRepository(dialect = Dialect.POSTGRES)
interface ExportRepository extends GenericRepository<ExportRepository.CommentRow, UUID> {

    /** The ids of an author's comments, oldest first. They come from two partial indexes. */
    @Query("""
            SELECT id
              FROM (SELECT id
                      FROM comment
                     WHERE email_fingerprint = ANY (CAST(:fingerprints AS bytea[]))
                       AND status = 'PENDING'
                     UNION ALL
                    SELECT id
                      FROM comment
                     WHERE email_fingerprint = ANY (CAST(:fingerprints AS bytea[]))
                       AND status IN ('APPROVED', 'REJECTED')) own
             ORDER BY id
            """)
    List<UUID> ids(String[] fingerprints);

    /** The numbers of an author's decided comments on each site. */
    @Query("""
            SELECT site, CAST(sum(approved) AS bigint) AS approved, CAST(sum(rejected) AS bigint) AS rejected
              FROM author_stats
             WHERE email_fingerprint = ANY (CAST(:fingerprints AS bytea[]))
             GROUP BY site
             ORDER BY site
            """)
    List<StatsRow> stats(String[] fingerprints);

    /** Those of the comments whose author is not erased. */
    @Query("""
            SELECT c.id, c.site, c.article, coalesce(a.url, c.article_url) AS article_url,
                   coalesce(a.title, c.article_title) AS article_title, c.parent_id, c.name, c.email_sealed, c.body, c.status,
                   c.version, c.submitted_at, c.decided_at, CAST(c.findings AS text) AS findings,
                   c.client <> '' AS has_client
              FROM comment c
              LEFT JOIN article a ON a.site = c.site AND a.key = c.article
             WHERE c.id = ANY (CAST(:ids AS uuid[]))
               AND c.name IS NOT NULL
             ORDER BY c.id
            """)
    List<CommentRow> comments(String[] ids);

    @Query("""
            SELECT comment_id, verdict, reason, note, legal_ground, moderator IS NULL AS automated, decided_at, version
              FROM decision
             WHERE comment_id = ANY (CAST(:ids AS uuid[]))
             ORDER BY comment_id, version
            """)
    List<DecisionRow> decisions(String[] ids);

    @Query("""
            SELECT comment_id, expires_at
              FROM idempotency_key
             WHERE comment_id = ANY (CAST(:ids AS uuid[]))
             ORDER BY comment_id, expires_at
            """)
    List<KeyRow> idempotencyKeys(String[] ids);

    @Introspected
    record StatsRow(String site, long approved, long rejected) {}

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record CommentRow(
            UUID id,
            String site,
            String article,
            @Nullable String articleUrl,
            @Nullable String articleTitle,
            @Nullable UUID parentId,
            String name,
            // Micronaut Data does not see JSpecify's @Nullable on an array.
            @jakarta.annotation.Nullable byte @Nullable [] emailSealed,
            String body,
            CommentStatus status,
            int version,
            Instant submittedAt,
            @Nullable Instant decidedAt,
            @Nullable String findings,
            boolean hasClient) {}

    @Introspected
    record DecisionRow(
            UUID commentId,
            Verdict verdict,
            @Nullable RejectionReason reason,
            @Nullable String note,
            @Nullable String legalGround,
            boolean automated,
            Instant decidedAt,
            int version) {}

    @Introspected
    record KeyRow(UUID commentId, Instant expiresAt) {}
}
