package mizan.moderation;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import mizan.comment.CommentStatus;
import mizan.comment.RejectionReason;
import mizan.comment.Verdict;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface QueueRepository extends GenericRepository<QueueRow, UUID> {

    String QUEUED = """
            SELECT c.id, c.site, c.article, a.url AS article_url, a.title AS article_title,
                   c.parent_id, p.name AS parent_name, p.body AS parent_body,
                   c.name, c.email_sealed, c.body, c.status, c.version, c.submitted_at, c.decided_at,
                   c.claimed_by, c.claimed_until,
                   author.approved AS author_approved, author.rejected AS author_rejected,
                   author.pending AS author_pending,
                   d.verdict, d.reason, d.note, d.moderator AS decided_by, d.decided_at AS decision_at,
                   d.version AS decision_version
              FROM comment c
              LEFT JOIN article a ON a.site = c.site AND a.key = c.article
              LEFT JOIN comment p ON p.id = c.parent_id
              LEFT JOIN decision d ON d.comment_id = c.id AND d.version = c.version
             CROSS JOIN LATERAL (
                   SELECT count(*) FILTER (WHERE o.status = 'APPROVED') AS approved,
                          count(*) FILTER (WHERE o.status = 'REJECTED') AS rejected,
                          count(*) FILTER (WHERE o.status = 'PENDING') AS pending
                     FROM comment o
                    WHERE o.email_fingerprint = c.email_fingerprint
                      AND o.site = c.site) author
            """;

    @Query(QUEUED + """
             WHERE c.status = 'PENDING'
               AND c.site = ANY (:sites)
               AND (CAST(:article AS text) IS NULL OR c.article = :article)
               AND (CAST(:holder AS text) IS NULL OR (c.claimed_by = :holder AND c.claimed_until > :now))
               AND (c.submitted_at, c.id) > (CAST(:afterAt AS timestamptz), CAST(:afterId AS uuid))
             ORDER BY c.submitted_at, c.id
             LIMIT :limit
            """)
    List<QueueRow> pending(
            String[] sites,
            @Nullable String article,
            @Nullable String holder,
            Instant now,
            Instant afterAt,
            UUID afterId,
            int limit);

    @Query(QUEUED + """
             WHERE c.status = :status
               AND c.status IN ('APPROVED', 'REJECTED')
               AND c.site = ANY (:sites)
               AND (CAST(:article AS text) IS NULL OR c.article = :article)
               AND (c.decided_at, c.id) < (CAST(:afterAt AS timestamptz), CAST(:afterId AS uuid))
             ORDER BY c.decided_at DESC, c.id DESC
             LIMIT :limit
            """)
    List<QueueRow> decided(
            CommentStatus status, String[] sites, @Nullable String article, Instant afterAt, UUID afterId, int limit);

    @Query(QUEUED + """
             WHERE c.id = :id
               AND c.status <> 'WITHDRAWN'
            """)
    Optional<QueueRow> find(UUID id);

    /** The oldest that nobody holds are this moderator's until then; what others take at the same time is passed over. */
    @Query("""
            WITH free AS (
                SELECT id
                  FROM comment
                 WHERE status = 'PENDING'
                   AND site = ANY (:sites)
                   AND (claimed_until IS NULL OR claimed_until <= :now)
                 ORDER BY submitted_at, id
                 LIMIT :limit
                   FOR UPDATE SKIP LOCKED
            ), claimed AS (
                UPDATE comment c
                   SET claimed_by = CAST(:holder AS text),
                       claimed_until = CAST(:until AS timestamptz)
                  FROM free
                 WHERE c.id = free.id
                RETURNING c.id, c.submitted_at
            )
            SELECT id
              FROM claimed
             ORDER BY submitted_at, id
            """)
    List<UUID> claim(String[] sites, String holder, Instant now, Instant until, int limit);

    @Query("""
            WITH released AS (
                UPDATE comment
                   SET claimed_by = NULL,
                       claimed_until = NULL
                 WHERE claimed_by = :holder
                   AND status = 'PENDING'
                RETURNING id
            )
            SELECT count(*)
              FROM released
            """)
    long release(String holder);

    @Query(QUEUED + """
             WHERE c.id = ANY (CAST(:ids AS uuid[]))
               AND c.status = 'PENDING'
               AND c.claimed_by = :holder
             ORDER BY c.submitted_at, c.id
            """)
    List<QueueRow> findClaimed(String[] ids, String holder);

    @Query("""
            SELECT verdict, reason, note, moderator, decided_at, version
              FROM decision
             WHERE comment_id = :id
             ORDER BY version
            """)
    List<DecisionRow> history(UUID id);

    @Query("""
            SELECT site, count(*) AS pending, min(submitted_at) AS oldest_at
              FROM comment
             WHERE status = 'PENDING'
             GROUP BY site
            """)
    List<Backlog> backlogs();

    /**
     * How much waits at one site.
     *
     * @param oldestAt when the comment that has waited longest was submitted
     */
    @Introspected
    record Backlog(String site, long pending, Instant oldestAt) {}

    @Introspected
    record DecisionRow(
            Verdict verdict,
            @Nullable RejectionReason reason,
            @Nullable String note,
            @Nullable String moderator,
            Instant decidedAt,
            int version) {}
}
